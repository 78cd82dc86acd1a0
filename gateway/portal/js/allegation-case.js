import { read, write } from "./api.js";
import { code, element, facts, fill, joined } from "./dom.js";
import { attempt } from "./form.js";
import { badge } from "./labels.js";
import { instant, t, word } from "./language.js";
import { reasonForm } from "./reason.js";
import { link } from "./router.js";
import { may, words } from "./session.js";
import { gradingOf, gradingSelects, statementFields, statementOf } from "./statement-field.js";
import { row, tableOf } from "./table.js";

/** One allegation: what was said, by whom, what happened to it, and what the reader may do about it. */
export async function showCase(main, id, signal) {
  const [allegation, vocabulary] = await Promise.all([read(["allegations", id], {}, signal), words()]);
  fillCase(main, allegation, vocabulary);
}

const STEPS = {
  OPEN: ["takeUp"], UNDER_REVIEW: ["substantiate", "dismiss", "remedied"], SUBSTANTIATED: ["remedied", "takeUp"],
  DISMISSED: ["takeUp"], REMEDIATED: ["takeUp"],
};
const STATUS = { takeUp: "UNDER_REVIEW", substantiate: "SUBSTANTIATED", dismiss: "DISMISSED", remedied: "REMEDIATED" };
const EVENTS = ["at", "happening", "state", "grading", "subject", "reason"];

function fillCase(main, allegation, vocabulary, message) {
  const done = (answer) => fillCase(main, answer, vocabulary, t("policy.effective"));
  const pending = ["OPEN", "UNDER_REVIEW", "SUBSTANTIATED"].includes(allegation.status);
  fill(main,
    element("div", { class: "page-head" }, element("h1", {}, about(allegation)), element("a", { href: link("allegations") }, t("allegations.title"))),
    message && element("p", { class: "done", role: "status" }, message),
    element("article", { class: "card" }, allegationHead(allegation), allegationFacts(allegation)),
    element("h2", {}, t("allegation.statements")),
    element("div", { class: "cards" }, allegation.statements.map((one) => statement(allegation, one, vocabulary, pending && done))),
    element("h2", {}, t("allegation.history")),
    tableOf(EVENTS, element("tbody", {}, allegation.history.map(event)), t("allegation.history")),
    may("allegations") && element("div", { class: "card" }, STEPS[allegation.status].map((name) => step(allegation, name, done))),
    may("allegationReport") && pending && corroboration(allegation, vocabulary, done));
}

/** Whom an allegation concerns. */
export function about({ unit, commander }) {
  return element("bdi", {}, unit ?? commander);
}

export function allegationHead({ status, holds }) {
  return element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": status }, word("allegationState", status)),
    holds && element("strong", { class: "state", "data-state": "HOLD" }, t("allegation.holds")));
}

export function allegationFacts({ id, category, allegedAt, reportedAt, grading, record }) {
  return facts([
    [t("allegation.category"), category && word("violation", category)],
    [t("column.grading"), graded(grading)],
    [t("allegation.allegedAt"), instant(allegedAt)],
    [t("allegation.reportedAt"), instant(reportedAt)],
    [t("allegation.record"), record && element("a", { href: link("records", record) }, code(record))],
    [t("assessment.id"), code(id)],
  ]);
}

function graded(grading) {
  return joined([code(grading), t("view.grading", { reliability: t(`reliability.${grading[0]}`), credibility: t(`credibility.${grading[1]}`) })]);
}

function statement(allegation, { id, as, grading, by, at, summary, source }, { markings }, done) {
  return element("article", { class: "card" },
    element("h3", {}, t(`allegation.as.${as}`)),
    facts([
      [t("column.grading"), graded(grading)], [t("allegation.by"), code(by)], [t("column.at"), instant(at)],
      [t("allegation.summary"), portion(summary, markings)], [t("allegation.source"), portion(source, markings)],
    ]),
    done && may("allegations") && regrading(allegation, id, done));
}

/** A marking that the party no longer has counts as the highest. */
function portion(said, markings) {
  const level = said && (markings.find(({ words: known }) => known === said.marking)?.level ?? 3);
  return said && [element("p", {}, badge({ ...said, level })), element("p", { dir: "auto" }, said.text)];
}

function event({ at, happening, status, grading, by, reason }) {
  return row(EVENTS, { at: instant(at), happening: word("happening", happening), state: word("allegationState", status), grading: code(grading),
    subject: code(by), reason: reason && element("span", { dir: "auto" }, reason) });
}

function step({ id }, name, done) {
  return reasonForm({ name, warning: t(`${name}.warning`), done, send: (reason) => write(["allegations", id, "resolutions"], { status: STATUS[name], reason }) });
}

function regrading({ id }, statement, done) {
  const halves = element("div", { class: "row", "data-pointer": "/grading" }, gradingSelects({ required: true }));
  const step = reasonForm({ name: "regrade", warning: t("regrade.warning"), done,
    send: (reason) => write(["allegations", id, "gradings"], { statement, grading: gradingOf(step.querySelector("form")), reason }) });
  step.querySelector("form").prepend(halves);
  return step;
}

function corroboration({ id }, vocabulary, done) {
  return element("details", { class: "step card" }, element("summary", {}, t("corroborate.title")),
    statementForm(t("corroborate.do"), statementFields(vocabulary), (form) => write(["allegations", id, "corroborations"], statementOf(form)), done));
}

/** A form whose faults land at their fields; a draft stays on the screen until it is taken. */
export function statementForm(label, fields, send, done) {
  const outcome = element("div");
  const form = element("form", { novalidate: true, "data-keep": true, on: { submit: (event) => attempt(event, outcome, () => send(form), done) } },
    fields, element("p", {}, element("button", { class: "strong" }, label)), outcome);
  return form;
}
