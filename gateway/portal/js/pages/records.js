import { read } from "../api.js";
import { attaching, attachments } from "../attachments.js";
import { documents } from "../diligence.js";
import { code, element, facts, fill } from "../dom.js";
import { explanation } from "../explanation.js";
import { audience, badge } from "../labels.js";
import { instant, t, word, wordList } from "../language.js";
import { disclosures, flagging, recall, recalled, related, tearLines, versions } from "../ledger.js";
import { localTags } from "../local-tags.js";
import { foreseen } from "../preview.js";
import { problemPanel } from "../problem.js";
import { currentPurpose, purposeChoice, statePurpose } from "../purpose.js";
import { link } from "../router.js";
import { caller, may } from "../session.js";
import { handlingOf, headOf, titleOf, typeOf } from "../views.js";

/** A record as the reader may see it: every portion with its marking, and what the reader has undertaken. */
export async function show(main, { route, signal, again }) {
  if (route.query.has("purpose")) {
    statePurpose(route.query.get("purpose"));
    history.replaceState(null, "", link("records", route.id));
  }
  const toolbar = element("div", { class: "toolbar" }, purposeChoice(again));
  try {
    const view = await read(["records", route.id], { purpose: currentPurpose() }, signal);
    // The browser's history keeps titles: what the record says stays out of it.
    document.title = `${typeOf(view)} ${view.id.slice(0, 8)} – ${t("name")}`;
    fill(main, toolbar, article(view, again));
  } catch (problem) {
    if (signal.aborted) return;
    if (problem.status === undefined) throw problem;
    fill(main, element("h1", {}, t("records.title")), toolbar, problemPanel(problem, again));
  }
}

function article(view, again) {
  const own = view.releaser === caller().party;
  return element("article", { class: "record" },
    element("header", {},
      element("p", { class: "card-head" }, badge(view.label), element("span", {}, typeOf(view)), view.stale && element("strong", { class: "state", "data-state": "HOLD" }, t("view.stale"))),
      element("h1", { lang: view.language, dir: "auto" }, titleOf(view)),
      audience(view.label) && element("p", { class: "quiet" }, audience(view.label)),
      own && recalled(view)),
    section("submit.portions", view.portions.map((portion) => portionOf(portion, view))),
    view.attachments && section("record.attachments", attachments(view)),
    element("div", { class: "columns" }, section("record.facts", aboutOf(view)), section("record.undertakings", undertakings(view))),
    section("localTags.title", element("p", { class: "quiet" }, t("localTags.note")), localTags(view)),
    section("record.document", element("p", {}, documents(["records", view.id, "document"], { purpose: currentPurpose() }, "document")),
      element("p", { class: "quiet" }, t("document.note"))),
    versions(view), related(view),
    own && element("section", { class: "releaser" }, element("h2", {}, t("record.releaser")),
      may("submit") && element("p", {}, element("a", { class: "button", href: link("submit", undefined, { revise: view.id }) }, t("revise.title"))),
      may("explain") && [foreseen(view), explanation(view)], disclosures(view), tearLines(view), may("attach") && attaching(view, again), may("recall") && recall(view, again)),
    may("flag") && flagging(view, () => { location.hash = link("quarantine"); }));
}

function section(title, ...children) {
  return element("section", {}, element("h2", {}, t(title)), children);
}

function portionOf(portion, view) {
  return element("section", { class: "portion", "data-edge": portion.label.level },
    element("h3", {}, element("span", {}, word("field", portion.field)), badge(portion.label)),
    element("p", { class: "portion-text", lang: view.language, dir: "auto" }, portion.text),
    audience(portion.label) !== audience(view.label) && element("p", { class: "quiet" }, audience(portion.label)));
}

function aboutOf(view) {
  return facts([
    [t("fact.releaser"), element("bdi", {}, view.releaser)],
    ...headOf(view),
    [t("fact.purposes"), view.label.purposes && wordList("purpose", view.label.purposes)],
    [t("fact.id"), code(view.id)],
  ]);
}

function undertakings(view) {
  const { disclosure } = view;
  return [
    handlingOf(view),
    facts([
      [t("fact.retainUntil"), view.retainUntil && instant(view.retainUntil)],
      [t("column.disclosure"), code(disclosure.id)],
      [t("fact.disclosedAt"), instant(disclosure.at)],
      [t("fact.salt"), code(disclosure.salt)],
    ]),
  ];
}
