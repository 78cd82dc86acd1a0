import { write } from "../api.js";
import { announce } from "../announce.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { followFeed } from "../feed.js";
import { badge } from "../labels.js";
import { coded, instant, number, t, word, wordList } from "../language.js";
import { problemPanel } from "../problem.js";
import { currentPurpose, purposeChoice } from "../purpose.js";
import { caller } from "../session.js";
import { gradingOf, placeOf, titleLink, typeOf, whenOf } from "../views.js";

/** The live inbox of a purpose, newest first. Content stays in memory; only the opaque place is remembered. */
export async function show(main, { signal, again }) {
  const purpose = currentPurpose();
  const inbox = { purpose, items: element("ol", { class: "cards", reversed: true }), count: 0, cursor: undefined };
  inbox.state = element("p", { class: "live", "data-state": "connecting" }, t("feed.connecting"));
  inbox.empty = element("p", { class: "quiet" }, t("inbox.empty"));
  inbox.read = element("button", { type: "button", hidden: true, on: { click: () => markRead(inbox) } }, t("inbox.markRead"));
  const since = readUpTo(purpose);
  fill(main,
    element("div", { class: "page-head" }, element("h1", {}, t("inbox.title")), inbox.state),
    element("div", { class: "toolbar" }, purposeChoice(again), inbox.read,
      since && element("button", { type: "button", on: { click: () => startOver(purpose, again) } }, t("inbox.fromStart"))),
    inbox.empty, inbox.items);
  followFeed({
    purpose, after: since, signal,
    item: (item, cursor) => arrive(inbox, item, cursor),
    state: (state) => showState(inbox, state),
    failed: (problem) => main.append(problemPanel(problem, again)),
  });
}

function arrive(inbox, item, cursor) {
  inbox.cursor = cursor;
  const key = item.kind === "record" ? item.view.id : item.id;
  const gone = [key, ...(item.verb === "recalled" ? [item.record] : [])];
  for (const older of [...inbox.items.children].filter((node) => gone.includes(node.dataset.key))) older.remove();
  inbox.items.prepend(element("li", { "data-key": key, class: "card" }, CARDS[item.kind](item)));
  inbox.empty.hidden = true;
  inbox.read.hidden = false;
  announce(t("inbox.arrived", { count: number(inbox.items.children.length) }));
}

const CARDS = { record: (item) => record(item.view), notice, agreement, task };

function record(view) {
  const urgency = view.details?.urgency;
  const body = view.portions.find((portion) => portion.field === "body" || portion.field === "summary");
  return [
    element("p", { class: "card-head" }, badge(view.label), urgency && element("strong", { class: "urgency", "data-urgency": urgency }, coded(`value.${view.type}.urgency`, urgency))),
    element("h2", {}, titleLink(view)),
    body && element("p", { class: "excerpt", lang: view.language, dir: "auto" }, body.text.length > 240 ? `${body.text.slice(0, 240)}…` : body.text),
    element("p", { class: "quiet" }, joined([typeOf(view), element("bdi", {}, view.releaser), placeOf(view), whenOf(view), gradingOf(view)?.[0],
      view.stale && element("strong", {}, t("view.stale"))])),
  ];
}

function notice(item) {
  return toAcknowledge(item, t(`notice.${item.verb}`), [
    [t("notice.record"), code(item.record)],
    [t("notice.disclosure"), code(item.disclosure)],
    [t("notice.affected"), affected(item)],
    [t("notice.dueAt"), instant(item.dueAt)],
  ]);
}

/** Of the party's own records those that the reader may read, where that could be found out. */
function affected({ affected: own }) {
  return own ? own.length > 0 && element("bdi", {}, own.join(", ")) : t("notice.affectedUnknown");
}

const OUT_OF_FORCE = ["suspended", "terminated", "expired"];

function agreement(item) {
  return toAcknowledge(item, t("notice.agreement"), [
    [coded("detail", "agreement"), code(item.agreement)],
    [t("column.state"), word("agreementState", OUT_OF_FORCE.includes(item.verb) ? item.verb : "active")],
    [t("column.party"), item.by && element("bdi", {}, item.by)],
    [t("column.at"), instant(item.at)],
    [t("notice.endsAt"), item.endsAt && instant(item.endsAt)],
  ]);
}

function task(item) {
  return toAcknowledge(item, t(`notice.${item.verb}`), [
    [t("task.what"), item.subject && word("task", item.subject)],
    [coded("detail", "agreement"), item.agreement && code(item.agreement)],
    [t("column.dueAt"), instant(item.dueAt)],
    [t("task.for"), wordList("role", item.roles)],
  ]);
}

function toAcknowledge(item, title, lines) {
  const done = element("p", { class: "card-action" });
  const button = element("button", { type: "button", class: "strong", on: { click: () => acknowledge(item, done, button) } }, t("notice.acknowledge"));
  return [
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": "HOLD" }, t("notice.title"))),
    element("h2", {}, title),
    facts(lines),
    fill(done, button),
  ];
}

async function acknowledge(item, place, button) {
  button.disabled = true;
  try {
    const { at } = await write(["feed", "acknowledgements"], { notice: item.id });
    fill(place, element("span", { role: "status" }, t("notice.acknowledged", { at: instant(at) })));
  } catch (problem) {
    button.disabled = false;
    fill(place, button, problemPanel(problem));
  }
}

function showState(inbox, state) {
  inbox.state.dataset.state = state;
  fill(inbox.state, t(`feed.${state}`));
}

function markRead(inbox) {
  localStorage.setItem(place(inbox.purpose), inbox.cursor);
  fill(inbox.items);
  inbox.empty.hidden = false;
  inbox.read.hidden = true;
}

function startOver(purpose, again) {
  localStorage.removeItem(place(purpose));
  again();
}

function readUpTo(purpose) {
  return localStorage.getItem(place(purpose)) ?? undefined;
}

function place(purpose) {
  return `passerelle.read.${caller().account}.${purpose}`;
}
