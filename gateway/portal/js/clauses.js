import { code, element, facts } from "./dom.js";
import { onwardTo } from "./labels.js";
import { country, day, list, t, word, wordList } from "./language.js";

/** A clause of an agreement, readable: who may release what to whom, how far, for what, and on which terms. */
export function clause(one) {
  return element("section", { class: "clause" },
    element("h3", {}, t("clause.heading", { releaser: one.releaser, recipient: one.recipientUnit ?? one.recipient })),
    facts([
      [t("clause.types"), one.recordTypes.length === 0 ? t("clause.every") : wordList("type", one.recordTypes)],
      [t("clause.tags"), one.tags.length > 0 && one.tags.map((tag) => [code(tag), " "])],
      [t("clause.areas"), one.areas === undefined ? t("clause.anywhere") : list(one.areas.map(country))],
      [t("clause.events"), (one.eventFrom || one.eventUntil) && `${one.eventFrom ? day(one.eventFrom) : "…"} – ${one.eventUntil ? day(one.eventUntil) : "…"}`],
      [t("clause.ceiling"), [word("level", one.ceiling), " · ", element("bdi", {}, `TLP:${one.tlpMax}`)]],
      [t("submit.compartments"), one.compartments.length > 0 && list(one.compartments)],
      [t("clause.purposes"), wordList("purpose", one.purposes)],
      [t("clause.actions"), wordList("action", one.actions)],
      [t("clause.onward"), one.onward === undefined ? t("clause.free") : onwardTo(one.onward)],
      [t("clause.endUsers"), one.endUsers.length > 0 && list(one.endUsers)],
      [t("clause.support"), one.supportCategory && word("support", one.supportCategory)],
      [t("clause.hold"), one.releaseHold && t("yes")],
      [t("column.obligations"), list(obligationsOf(one.obligations))],
      [t("column.clause"), code(one.id)],
    ]));
}

/** The obligations that change or bind what is released, in words. */
export function obligationsOf(obligations) {
  return [
    obligations.strip.length > 0 && t("obligation.strip", { groups: wordList("group", obligations.strip) }),
    obligations.geometry !== "exact" && t(`precision.${obligations.geometry}`),
    obligations.gradingStatement && t("obligation.statement"),
    obligations.delay && t("obligation.delay", { period: obligations.delay }),
    obligations.retention && t("obligation.retention", { period: obligations.retention }),
    ...obligations.handling.map((line) => word("handling", line)),
  ].filter(Boolean);
}
