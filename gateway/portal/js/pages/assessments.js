import { read, write } from "../api.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { country, day, instant, list, number, t, word, wordList } from "../language.js";
import { reasonForm } from "../reason.js";
import { may } from "../session.js";

/** Human-rights assessments that the reader's party keeps, with what is still to be done. */
export async function show(main, { signal }) {
  const { items } = await read("assessments", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("assessments.title"))),
    items.length === 0 ? element("p", { class: "nothing" }, t("assessments.none"))
      : element("div", { class: "cards paired" }, items.map((item) => fillCard(element("article", { class: "card", id: `assessment-${item.assessment.id}` }), item))));
}

function fillCard(place, item, message) {
  const { assessment } = item;
  return fill(place,
    element("p", { class: "card-head" },
      element("strong", { class: "state", "data-state": assessment.state }, word("assessmentState", assessment.state)),
      element("span", { class: "state", "data-risk": assessment.risk }, word("risk", assessment.risk))),
    element("h2", {}, element("bdi", {}, [assessment.recipient, assessment.unit, assessment.commander].filter(Boolean).join(" – "))),
    message && element("p", { class: "done", role: "status" }, message),
    element("p", { dir: "auto" }, assessment.rationale),
    facts([
      [t("assessment.country"), country(assessment.country)],
      [t("assessment.support"), wordList("support", assessment.supportCategories)],
      [t("assessment.purposes"), wordList("purpose", assessment.purposes)],
      [t("assessment.valid"), `${day(assessment.validFrom)} – ${day(assessment.validUntil)}`],
      [t("assessment.assurance"), t(assessment.treatmentAssurance ? "yes" : "no")],
      [t("assessment.hold"), t(assessment.releaseHold ? "yes" : "no")],
      [t("assessment.people"), joined([code(assessment.author), assessment.reviewer && code(assessment.reviewer), assessment.approver && code(assessment.approver)], " → ")],
      [t("assessment.supersedes"), assessment.supersedes && code(assessment.supersedes)],
      [t("assessment.id"), code(assessment.id)],
    ]),
    lines("assessment.mitigations", assessment.mitigations.map(mitigation)),
    lines("assessment.allegations", item.allegations.map(allegation)),
    lines("assessment.tasks", item.tasks.map(task)),
    may("assessmentChange") && changes(place, item));
}

function lines(title, items) {
  return items.length > 0 && [element("h3", {}, t(title)), element("ul", {}, items.map((item) => element("li", {}, item)))];
}

function mitigation({ description, owner, due, doneAt }) {
  const overdue = doneAt === undefined && Date.parse(due) < Date.now();
  return joined([element("span", { dir: "auto" }, description), element("bdi", {}, owner),
    doneAt ? t("assessment.doneAt", { day: day(doneAt) }) : t("assessment.due", { day: day(due) }),
    overdue && element("strong", { class: "state", "data-state": "HOLD" }, t("assessment.overdue"))]);
}

function allegation({ unit, commander, allegedAt, grading, status }) {
  return joined([element("bdi", {}, [unit, commander].filter(Boolean).join(" – ")), code(grading), day(allegedAt), word("allegationState", status)]);
}

function task({ kind, dueAt, state }) {
  return joined([word("task", kind), t("assessment.due", { day: instant(dueAt) }), word("taskState", state)]);
}

function changes(place, item) {
  const { id, state } = item.assessment;
  const steps = [
    ["APPROVED", "APPROVED_CONDITIONAL"].includes(state) && ["suspend", "suspensions"],
    state === "SUSPENDED" && ["reinstate", "reinstatements"],
    ["APPROVED", "APPROVED_CONDITIONAL", "SUSPENDED"].includes(state) && ["withdraw", "withdrawals"],
  ];
  return steps.filter(Boolean).map(([name, step]) => reasonForm({
    name, warning: t(`${name}.assessment`),
    send: (reason) => write(["assessments", id, step], { reason }),
    done: (answer) => fillCard(place, { ...item, assessment: answer.assessment }, t("policy.effective", { version: number(answer.policyVersion) })),
  }));
}
