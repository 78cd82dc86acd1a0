import { about, allegationFacts, allegationHead, showCase, statementForm } from "../allegation-case.js";
import { read, write } from "../api.js";
import { element, fill } from "../dom.js";
import { field, input, select } from "../form.js";
import { t, word } from "../language.js";
import { link } from "../router.js";
import { may, words } from "../session.js";
import { statementFields, statementOf } from "../statement-field.js";

/** Allegations of grave violations that the reader's party keeps, and the report of a new one. */
export async function show(main, { route, signal }) {
  if (route.id !== undefined) return showCase(main, route.id, signal);
  const [{ items }, vocabulary] = await Promise.all([read("allegations", {}, signal), words()]);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("allegations.title"))), element("p", { class: "quiet" }, t("allegations.what")),
    may("allegationReport") && element("details", { class: "step card" }, element("summary", {}, t("allege.title")), reportForm(vocabulary)),
    items.length === 0 ? element("p", { class: "nothing" }, t("allegations.none")) : element("div", { class: "cards paired" }, items.map(card)));
}

function card(allegation) {
  return element("article", { class: "card", id: `allegation-${allegation.id}` }, allegationHead(allegation),
    element("h2", {}, element("a", { href: link("allegations", allegation.id) }, about(allegation))), allegationFacts(allegation));
}

function reportForm(vocabulary) {
  const categories = vocabulary.violations.map((one) => [one, word("violation", one)]);
  const fields = [
    element("p", { class: "quiet" }, t("report.what")),
    element("div", { class: "row" },
      field(t("allegation.unit"), "/unit", input("unit", { maxlength: 100, dir: "ltr" }), { hint: t("allegation.unitHint") }),
      field(t("allegation.commander"), "/commander", input("commander", { maxlength: 200, dir: "auto" }))),
    element("div", { class: "row" },
      field(t("allegation.category"), "/category", select("category", categories, undefined, t("submit.choose")), { required: true }),
      field(t("allegation.allegedAt"), "/allegedAt", input("allegedAt", { type: "datetime-local" }), { required: true })),
    statementFields(vocabulary),
    field(t("allegation.record"), "/record", input("record", { maxlength: 100, dir: "ltr" }), { hint: t("allegation.recordHint") }),
  ];
  return statementForm(t("allege.do"), fields, (form) => write("allegations", reportOf(form)), (answer) => { location.hash = link("allegations", answer.id); });
}

function reportOf(form) {
  const value = (name) => form.elements[name].value.trim() || undefined;
  const allegedAt = value("allegedAt");
  const given = { unit: value("unit"), commander: value("commander"), category: value("category"), record: value("record"), allegedAt: allegedAt && `${allegedAt.slice(0, 16)}:00Z` };
  return { ...Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)), ...statementOf(form) };
}
