import { read, write } from "../api.js";
import { form } from "../assessment-form.js";
import { history, steps } from "../assessment-life.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { country, day, instant, t, word, wordList } from "../language.js";
import { reasonForm } from "../reason.js";
import { link } from "../router.js";
import { may, words } from "../session.js";

/** Human-rights assessments that the reader's party keeps, with what is still to be done; one of them whole, or a new one. */
export async function show(main, { route, signal }) {
  if (route.id === "new") return showForm(main);
  if (route.id) return showOne(main, await read(["assessments", route.id], {}, signal));
  const { items } = await read("assessments", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("assessments.title")),
      may("assessmentDraft") && element("a", { class: "button", href: link("assessments", "new") }, t("assessments.new"))),
    items.length === 0 ? element("p", { class: "nothing" }, t("assessments.none"))
      : element("div", { class: "cards paired" }, items.map((item) => fillCard(element("article", { class: "card", id: `assessment-${item.assessment.id}` }), item))));
}

async function showForm(main, whole) {
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t(whole ? "assessment.revise" : "assessments.new"))),
    form(await words(), whole, (answer) => {
      if (whole) showOne(main, answer, t("assessment.saved"));
      else location.hash = link("assessments", answer.assessment.id);
    }));
}

/** One assessment whole, with the steps that may come next. */
function showOne(main, whole, message) {
  const { assessment, dossier } = whole;
  fill(main, element("p", {}, element("a", { href: link("assessments") }, t("assessments.title"))),
    element("article", { class: "card" }, heading(assessment, "h1"), said(whole, message),
      element("p", { dir: "auto" }, assessment.rationale), factsOf(assessment),
      element("h2", {}, t("assessment.dossier")), facts([
        ...["accountability", "mitigationCapacity", "consequencesOfGiving", "consequencesOfWithholding"]
          .map((name) => [t(`assessment.${name}`), dossier[name] && element("span", { dir: "auto" }, dossier[name])]),
        [t("assessment.nextReview"), dossier.nextReview && day(dossier.nextReview)],
        [t("assessment.unmitigable"), t(dossier.unmitigable ? "yes" : "no")],
      ]),
      lines("assessment.violations", dossier.violations.map(violation)),
      lines("assessment.mitigations", assessment.mitigations.map(mitigation)),
      steps(whole, { revise: () => showForm(main, whole), shown: (answer, text) => showOne(main, answer, text) }),
      history(whole)));
}

function said(whole, message) {
  const effective = whole.effective && t("policy.effective");
  return (message ?? effective) && element("p", { class: "done", role: "status" }, joined([message, effective], " "));
}

function heading({ recipient, unit, commander, effectiveState, risk }, level = "h2") {
  return [
    element("p", { class: "card-head" },
      element("strong", { class: "state", "data-state": effectiveState }, word("assessmentState", effectiveState)),
      element("span", { class: "state", "data-risk": risk }, word("risk", risk))),
    element(level, {}, element("bdi", {}, [recipient, unit, commander].filter(Boolean).join(" – "))),
  ];
}

function factsOf(assessment) {
  return facts([
    [t("assessment.country"), country(assessment.country)],
    [t("assessment.support"), wordList("support", assessment.supportCategories)],
    [t("assessment.purposes"), wordList("purpose", assessment.purposes)],
    [t("assessment.valid"), `${day(assessment.validFrom)} – ${day(assessment.validUntil)}`],
    [t("assessment.assurance"), t(assessment.treatmentAssurance ? "yes" : "no")],
    [t("assessment.hold"), t(assessment.releaseHold ? "yes" : "no")],
    [t("assessment.people"), joined([code(assessment.author), assessment.reviewer && code(assessment.reviewer), assessment.approver && code(assessment.approver)], " → ")],
    [t("assessment.supersedes"), assessment.supersedes && element("a", { href: link("assessments", assessment.supersedes) }, code(assessment.supersedes))],
    [t("assessment.id"), element("a", { href: link("assessments", assessment.id) }, code(assessment.id))],
  ]);
}

function fillCard(place, item, message) {
  const { assessment } = item;
  return fill(place,
    heading(assessment),
    message && element("p", { class: "done", role: "status" }, message),
    element("p", { dir: "auto" }, assessment.rationale),
    factsOf(assessment),
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

function violation({ allegation: kept, description, allegedAt, grading, status }) {
  return kept ? code(kept) : joined([element("span", { dir: "auto" }, description), code(grading), day(allegedAt), word("allegationState", status)]);
}

function allegation({ unit, commander, allegedAt, grading, status }) {
  return joined([element("bdi", {}, [unit, commander].filter(Boolean).join(" – ")), code(grading), day(allegedAt), word("allegationState", status)]);
}

function task({ kind, dueAt, state }) {
  return joined([word("task", kind), t("assessment.due", { day: instant(dueAt) }), word("taskState", state)]);
}

function changes(place, item) {
  const { id, state } = item.assessment;
  const possible = [
    ["APPROVED", "APPROVED_CONDITIONAL"].includes(state) && ["suspend", "suspensions"],
    state === "SUSPENDED" && ["reinstate", "reinstatements"],
    ["APPROVED", "APPROVED_CONDITIONAL", "SUSPENDED"].includes(state) && ["withdraw", "withdrawals"],
  ];
  return possible.filter(Boolean).map(([name, step]) => reasonForm({
    name, warning: t(`${name}.assessment`),
    send: (reason) => write(["assessments", id, step], { reason }),
    done: (answer) => fillCard(place, { ...item, assessment: answer.assessment }, t("policy.effective")),
  }));
}
