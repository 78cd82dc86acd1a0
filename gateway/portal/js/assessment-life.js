import { write } from "./api.js";
import { code, element, facts, joined } from "./dom.js";
import { instant, list, number, t, word } from "./language.js";
import { reasonForm } from "./reason.js";
import { link } from "./router.js";
import { caller, may } from "./session.js";

const OVER = ["SUSPENDED", "WITHDRAWN", "REFUSED", "EXPIRED"];
const DECISIONS = ["APPROVED", "APPROVED_CONDITIONAL", "REFUSED"];

/** The steps that may come next. What is offered is courtesy; the gateway says who may, and why not. */
export function steps(whole, { revise, shown }) {
  const { assessment, tag, successor, approval } = whole;
  const { id, state, effectiveState } = assessment;
  const step = (name, path, body, more = {}) => reasonForm({
    name, ...more, done: (answer) => shown(answer, t("assessment.saved")),
    send: (reason, choice) => write(["assessments", id, ...path], body(reason, choice), { "If-Match": `"${tag}"` }),
  });
  const because = (reason) => ({ reason });
  return [
    successor && element("p", {}, t("assessment.successor"), " ", element("a", { href: link("assessments", successor) }, code(successor))),
    approval && facts([[t("assessment.approval"), joined([t("assessment.persons", { persons: number(approval.persons) }),
      list(approval.roles.map((role) => word("role", role))), approval.given.map(code)])]]),
    state === "DRAFT" && may("assessmentDraft") && [
      element("button", { type: "button", on: { click: revise } }, t("assessment.revise")),
      step("submitAssessment", ["submissions"], because)],
    state === "UNDER_REVIEW" && may("assessmentReview") && step("review", ["reviews"],
      (reason, choice) => ({ accepted: choice === "accept", reason }),
      { choices: ["accept", "return"].map((one) => [one, t(`review.${one}`)]) }),
    state === "UNDER_REVIEW" && may("assessmentDecide") && step("decide", ["approvals"], (reason, decision) => ({ decision, reason }),
      { choices: DECISIONS.map((one) => [one, word("assessmentState", one)]), warning: t("decide.warning") }),
    OVER.includes(effectiveState) && !successor && may("assessmentDraft") && step("remediate", ["remediations"], because, { warning: t("remediate.warning") }),
    ["APPROVED", "APPROVED_CONDITIONAL", "SUSPENDED"].includes(state) && assessment.mitigations
      .filter(({ owner, doneAt }) => doneAt === undefined && (owner === caller().account || may("assessmentReview")))
      .map((one) => step("mitigate", ["mitigations", one.id, "completions"], (evidence) => ({ evidence }), { label: "mitigate.evidence", warning: one.description })),
  ];
}

/** Who did what, when and why: versions and events in one line of time. */
export function history({ versions, history: events }) {
  const all = [
    ...versions.map((one) => ({ ...one, what: t("assessment.version", { version: number(one.version) }) })),
    ...events.map((one) => ({ ...one, what: word("assessmentEvent", one.event) })),
  ].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return element("details", {}, element("summary", {}, t("assessment.history")),
    element("ol", {}, all.map(({ what, by, at, reason, about }) => element("li", {},
      joined([element("strong", {}, what), about && code(about), code(by), instant(at), reason && element("span", { dir: "auto" }, reason)])))));
}
