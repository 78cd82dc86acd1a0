import { read, write } from "./api.js";
import { code, element, facts, fill, joined } from "./dom.js";
import { clearFaults, showFaults } from "./form.js";
import { instant, number, t, word } from "./language.js";
import { problemPanel } from "./problem.js";
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
  const done = (answer) => fillCase(main, answer, vocabulary, t("policy.effective", { version: number(answer.history.at(-1).policyVersion) }));
  const pending = ["OPEN", "UNDER_REVIEW", "SUBSTANTIATED"].includes(allegation.status);
  fill(main,
    element("div", { class: "page-head" }, element("h1", {}, about(allegation)), element("a", { href: link("allegations") }, t("allegations.title"))),
    message && element("p", { class: "done", role: "status" }, message),
    element("article", { class: "card" }, allegationHead(allegation), allegationFacts(allegation)),
    element("h2", {}, t("allegation.statements")),
    element("div", { class: "cards" }, allegation.statements.map((one) => statement(allegation, one, pending, done))),
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

function statement(allegation, { id, as, grading, by, at, summary, source }, pending, done) {
  return element("article", { class: "card" },
    element("h3", {}, t(`allegation.as.${as}`)),
    facts([
      [t("column.grading"), graded(grading)], [t("allegation.by"), code(by)], [t("column.at"), instant(at)],
      [t("allegation.summary"), portion(summary)], [t("allegation.source"), portion(source)],
    ]),
    pending && may("allegations") && regrading(allegation, id, done));
}

function portion(said) {
  return said && [element("p", { dir: "auto" }, said.text), element("small", {}, joined([element("bdi", {}, said.marking), ...said.compartments.map(code)]))];
}

function event({ at, happening, status, grading, by, reason }) {
  return row(EVENTS, { at: instant(at), happening: word("happening", happening), state: word("allegationState", status), grading: code(grading),
    subject: code(by), reason: reason && element("span", { dir: "auto" }, reason) });
}

function step({ id }, name, done) {
  return reasonForm({ name, warning: t(`${name}.warning`), done, send: (reason) => write(["allegations", id, "resolutions"], { status: STATUS[name], reason }) });
}

function regrading({ id }, statement, done) {
  const outcome = element("div");
  const halves = element("div", { class: "row", "data-pointer": "/grading" }, gradingSelects({ required: true }));
  const step = reasonForm({ name: "regrade", warning: t("regrade.warning"), done,
    send: (reason) => write(["allegations", id, "gradings"], { statement, grading: gradingOf(step.querySelector("form")), reason }) });
  step.querySelector("form").prepend(halves, outcome);
  return step;
}

function corroboration({ id }, vocabulary, done) {
  return element("details", { class: "step card" }, element("summary", {}, t("corroborate.title")),
    statementForm(t("corroborate.do"), statementFields(vocabulary), (form) => write(["allegations", id, "corroborations"], statementOf(form)), done));
}

/** A form whose faults land at their fields; a draft stays on the screen until it is taken. */
export function statementForm(label, fields, send, done) {
  const outcome = element("div");
  const button = element("button", { class: "strong" }, label);
  const form = element("form", { novalidate: true, "data-keep": true }, fields, element("p", {}, button), outcome);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearFaults(form);
    button.disabled = true;
    fill(outcome, element("p", { role: "status" }, t("working")));
    try {
      done(await send(form));
    } catch (problem) {
      const summary = element("div");
      fill(outcome, problem.errors?.length > 0 ? summary : problemPanel(problem));
      if (problem.errors?.length > 0) showFaults(form, summary, problem);
    }
    button.disabled = false;
  });
  return form;
}
