import { read } from "../api.js";
import { diligence, documents } from "../diligence.js";
import { code, element, fill, joined } from "../dom.js";
import { attempt, field, input, select } from "../form.js";
import { currentLanguage, day, instant, t, word } from "../language.js";
import { recall, recalledState } from "../ledger.js";
import { link } from "../router.js";
import { may, partyName, words } from "../session.js";
import { table } from "../table.js";

/** Past releases to whom an assessment or an allegation concerns, for review; without one of these the yearly reports. */
export async function show(main, { route, signal }) {
  const head = element("div", { class: "page-head" }, element("h1", {}, t("releases.title")));
  return route.id === undefined ? reports(main, head, signal) : review(main, head, route.id, signal);
}

async function review(main, head, id, signal) {
  const [path, page] = await firstPage(id, signal);
  const rows = element("div");
  fill(main, head, element("p", {}, t("releases.what", { recipient: page.recipient, from: day(page.from) }), " ", joined(page.units.map(code))),
    element("p", { class: "warning" }, t("releases.whole")), rows);
  append(rows, path, page, signal);
}

/** A task tells the id alone: an assessment's, or else an allegation's. */
async function firstPage(id, signal) {
  const paths = ["assessments", "allegations"].map((kind) => [kind, id, "releases"]);
  try {
    return [paths[0], await read(paths[0], {}, signal)];
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    return [paths[1], await read(paths[1], {}, signal)];
  }
}

function append(rows, path, page, signal) {
  const outcome = element("div");
  const more = element("div", {}, element("button", { type: "button", on: { click: (event) => attempt(event, outcome, () => read(path, { cursor: page.next }, signal), (next) => {
    more.remove();
    append(rows, path, next, signal);
  }) } }, t("releases.more")), outcome);
  rows.append(page.items.length === 0 ? element("p", { class: "nothing" }, t("releases.none")) : releases(page.items), page.next ? more : "");
}

function releases(items) {
  return table(["at", "recipient", "unit", "purpose", "record", "state", "disclosure"], items, (item) => ({
    at: instant(item.at),
    recipient: [element("bdi", {}, item.recipient), " ", code(item.subject)],
    unit: item.unitKept ? item.unit && element("bdi", {}, item.unit) : t("releases.unitUnknown"),
    purpose: joined([word("action", item.action), word("purpose", item.purpose)]),
    record: joined([element("a", { href: link("records", item.record) }, code(item.record)), item.type && word("type", item.type)]),
    state: state(item),
    disclosure: diligence(item.disclosure),
  }));
}

function state(item) {
  const place = element("div");
  return fill(place, element("strong", {}, word("releaseState", item.state)), item.recall && may("recall")
    && recall({ id: item.record }, (answer) => fill(place, recalledState(answer))));
}

async function reports(main, head, signal) {
  const vocabulary = await words();
  const assessed = may("assessmentChange") ? (await read("assessments", {}, signal)).items.map((item) => item.assessment) : [];
  const year = input("year", { type: "number", min: 2000, max: 2999, value: new Date().getUTCFullYear() });
  const parties = Object.keys(vocabulary.parties).map((party) => [party, partyName(vocabulary, party, currentLanguage())]);
  const outcome = element("p", { role: "status" });
  fill(main, head,
    element("h2", {}, t("report.title")),
    element("form", { on: { submit: (event) => {
      event.preventDefault();
      const { recipient } = event.target.elements;
      fill(outcome, documents(["reports", "due-diligence"], { recipient: recipient.value, year: year.value }));
    } } },
      field(t("column.recipient"), "/recipient", select("recipient", parties), { required: true }),
      field(t("report.year"), "/year", year, { required: true }),
      element("p", {}, element("button", { class: "strong" }, t("report.do"))), outcome),
    assessed.length > 0 && [element("h2", {}, t("releases.assessments")),
      element("ul", {}, assessed.map((one) => element("li", {}, element("a", { href: link("releases", one.id) }, code(one.id)), " ", word("assessmentState", one.state))))]);
}
