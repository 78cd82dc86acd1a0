import { write } from "./api.js";
import { element } from "./dom.js";
import { attempt, checked, checks, field, group, input, select } from "./form.js";
import { country, t, word } from "./language.js";
import { caller } from "./session.js";

const TEXTS = ["accountability", "mitigationCapacity", "consequencesOfGiving", "consequencesOfWithholding"];

/** The form of a draft: a new one, or a further version of the one that is shown. */
export function form(vocabulary, whole, saved) {
  const { assessment = {}, dossier = { violations: [] }, tag } = whole ?? {};
  const outcome = element("div");
  const measures = rows("mitigations", assessment.mitigations ?? [], measure);
  const violations = rows("violations", dossier.violations, violation);
  const named = (list, family) => list.map((one) => [one, word(family, one)]);
  const date = (name, value) => field(t(`assessment.${name}`), `/${name}`, input(name, { type: "date", value: value?.slice(0, 10) }), { required: name !== "nextReview" });
  const area = (name, value, required) => field(t(`assessment.${name}`), `/${name}`, text(name, value), { required });
  const page = element("form", { class: "submit", novalidate: true, "data-keep": true },
    element("div", { class: "row" },
      field(t("assessment.recipient"), "/recipient", select("recipient", Object.keys(vocabulary.parties).map((one) => [one, one]), assessment.recipient), { required: true }),
      field(t("assessment.unit"), "/unit", input("unit", { value: assessment.unit, dir: "ltr" })),
      field(t("assessment.commander"), "/commander", input("commander", { value: assessment.commander })),
      field(t("assessment.country"), "/country", select("country", [...new Set(Object.values(vocabulary.areas))].map((one) => [one, country(one)]), assessment.country), { required: true }),
      field(t("assessment.risk"), "/risk", select("risk", named(["LOW", "MEDIUM", "HIGH"], "risk"), assessment.risk), { required: true }),
      date("validFrom", assessment.validFrom), date("validUntil", assessment.validUntil)),
    group(t("assessment.support"), "/supportCategories", checks("supportCategories", named(vocabulary.supportCategories, "support"), assessment.supportCategories)),
    group(t("assessment.purposes"), "/purposes", checks("purposes", named(vocabulary.purposes, "purpose"), assessment.purposes)),
    checks("flags", [["treatmentAssurance", t("assessment.assurance")], ["releaseHold", t("assessment.hold")], ["unmitigable", t("assessment.unmitigable")]],
      ["treatmentAssurance", "releaseHold"].filter((one) => assessment[one]).concat(dossier.unmitigable ? ["unmitigable"] : [])),
    area("rationale", assessment.rationale, true),
    group(t("assessment.dossier"), "/dossier", TEXTS.map((name) => area(name, dossier[name])), date("nextReview", dossier.nextReview), violations.place),
    measures.place, field(t("reason.label"), "/reason", text("reason"), { required: true }),
    element("p", {}, element("button", { class: "strong" }, t("assessment.save"))), outcome);
  page.addEventListener("submit", (event) => attempt(event, outcome, () => send(bodyOf(page, measures, violations), assessment.id, tag), saved));
  return page;
}

function send(body, id, tag) {
  return id ? write(["assessments", id], body, { "If-Match": `"${tag}"` }, "PUT") : write("assessments", body);
}

function text(name, value = "") {
  return element("textarea", { name, rows: 3, maxlength: 8000, dir: "auto" }, value);
}

/** A list of small groups of fields, to which one can be added and from which any can be taken away. */
function rows(name, items, build) {
  const list = element("div");
  const renumber = () => [...list.children].forEach((row, index) => { row.dataset.pointer = `/${name}/${index}`; });
  const add = (item) => {
    const remove = element("button", { type: "button", on: { click: () => { row.remove(); renumber(); } } }, t("form.remove"));
    const row = group(t(`assessment.${name}`), "", element("div", { class: "row" }, build(item)), remove);
    list.append(row);
    renumber();
  };
  items.forEach(add);
  const more = element("button", { type: "button", on: { click: () => add({}) } }, t(`assessment.add.${name}`));
  return { place: element("div", {}, list, element("p", {}, more)), values: (read) => [...list.children].map(read) };
}

function measure({ id = "", description, owner = caller().account, due }) {
  return [field(t("assessment.id"), "/id", input("id", { value: id, dir: "ltr" }), { required: true }),
    field(t("assessment.measure"), "/description", text("description", description), { required: true }),
    field(t("assessment.owner"), "/owner", input("owner", { value: owner, dir: "ltr" }), { required: true }),
    field(t("column.dueAt"), "/due", input("due", { type: "date", value: due?.slice(0, 10), "data-kept": due }), { required: true })];
}

function violation({ allegation, description, allegedAt, grading, status = "OPEN" }) {
  return [field(t("assessment.allegation"), "/allegation", input("allegation", { value: allegation, dir: "ltr" })),
    field(t("assessment.what"), "/description", text("description", description)),
    field(t("assessment.when"), "/allegedAt", input("allegedAt", { type: "date", value: allegedAt?.slice(0, 10), "data-kept": allegedAt })),
    field(t("assessment.grading"), "/grading", input("grading", { value: grading, maxlength: 2, dir: "ltr" })),
    field(t("assessment.status"), "/status", select("status", ["OPEN", "UNDER_REVIEW", "SUBSTANTIATED", "DISMISSED", "REMEDIATED"].map((one) => [one, word("allegationState", one)]), status))];
}

function bodyOf(page, measures, violations) {
  const value = (name) => page.elements[name].value.trim() || undefined;
  const flags = checked(page, "flags");
  const own = (row, name) => row.querySelector(`[name="${name}"]`).value.trim() || undefined;
  const time = (row, name) => at(row.querySelector(`[name="${name}"]`));
  return {
    recipient: value("recipient"), unit: value("unit"), commander: value("commander"), country: value("country"), risk: value("risk"),
    validFrom: at(page.elements.validFrom), validUntil: at(page.elements.validUntil),
    supportCategories: checked(page, "supportCategories"), purposes: checked(page, "purposes"),
    treatmentAssurance: flags.includes("treatmentAssurance"), releaseHold: flags.includes("releaseHold"), rationale: value("rationale"), reason: value("reason"),
    mitigations: measures.values((row) => ({ id: own(row, "id"), description: own(row, "description"), owner: own(row, "owner"), due: time(row, "due") })),
    dossier: {
      ...Object.fromEntries(TEXTS.map((name) => [name, value(name)])), nextReview: at(page.elements.nextReview), unmitigable: flags.includes("unmitigable"),
      violations: violations.values((row) => own(row, "allegation") ? { allegation: own(row, "allegation") }
        : { description: own(row, "description"), allegedAt: time(row, "allegedAt"), grading: own(row, "grading"), status: own(row, "status") }),
    },
  };
}

/** A day begins at midnight UTC; what was not changed keeps its time of day, since what is done must stay as it is. */
function at(control) {
  const kept = control.dataset.kept;
  if (kept?.startsWith(control.value) && control.value) return kept;
  return control.value ? `${control.value}T00:00:00Z` : undefined;
}
