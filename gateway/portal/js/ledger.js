import { read, write } from "./api.js";
import { diligence } from "./diligence.js";
import { code, element, facts, fill, joined } from "./dom.js";
import { attempt } from "./form.js";
import { badge } from "./labels.js";
import { instant, list, number, t, word } from "./language.js";
import { opened } from "./opened.js";
import { problemPanel } from "./problem.js";
import { currentPurpose } from "./purpose.js";
import { reasonForm } from "./reason.js";
import { link } from "./router.js";
import { may } from "./session.js";
import { table } from "./table.js";
import { recalledMark, titleOf } from "./views.js";

/** What happened to a record: versions and links for every reader, the rest for the releaser. */
export function versions(view) {
  return opened(t("versions.title"), async () => {
    const { items, liftings = [] } = await read(["records", view.id, "versions"], { purpose: currentPurpose() });
    return [element("ol", { class: "versions" }, items.map(({ at, view: seen }) => element("li", {}, seen && badge(seen.label), " ",
      when(at), " ", seen && element("span", { dir: "auto", lang: seen.language }, titleOf(seen))))),
      liftings.length > 0 && [element("h3", {}, t("versions.lifted")), element("ul", { class: "liftings" }, liftings.map(({ at, by, lifted }) => element("li", {},
        joined([when(at), code(by), list(lifted.map((member) => t(`submit.${member}`)))]))))]];
  });
}

function when(at) {
  return element("time", { datetime: at }, instant(at));
}

/** Links to records that the reader may read too: that these are related is a disclosure of each, made when it is asked for. */
export function related(view) {
  return opened(t("related.title"), async () => {
    const { items, complete } = await read(["records", view.id, "related"], { purpose: currentPurpose() });
    return items.length === 0 ? element("p", { class: "quiet" }, t("search.nothing"))
      : [element("ul", {}, items.map(({ record, relation, outgoing }) => element("li", {},
        outgoing ? [word("relation", relation), " ", linkTo(record)] : [linkTo(record), " ", word("relation", relation), " ", t("related.this")]))),
        !complete && element("p", { class: "quiet" }, t("search.some", { count: number(items.length) }))];
  });
}

export function disclosures(view) {
  return opened(t("disclosures.title"), async () => {
    const [ledger, recalls, corrections] = await Promise.all(["disclosures", "recalls", "corrections"].map((what) => read(["records", view.id, what])));
    return [ledgerPages(view.id, ledger), cases(recalls, "recall.case"),
      cases(corrections, "correction.case")];
  });
}

/** The newest receipts, and the others when somebody wants to know. */
function ledgerPages(id, first) {
  const rows = element("div");
  const append = (page) => {
    const outcome = element("div");
    const more = element("div", {}, element("button", { type: "button", on: { click: (event) => attempt(event, outcome, () => read(["records", id, "disclosures"], { cursor: page.next }), (next) => {
      more.remove();
      append(next);
    }) } }, t("disclosures.more")), outcome);
    rows.append(page.items.length === 0 ? element("p", { class: "quiet" }, t("disclosures.none")) : ledgerTable(page.items), page.next ? more : "");
  };
  append(first);
  return rows;
}

/** What was written of a record at a lower level, and of which it was: told to its own party alone. */
export function tearLines(view) {
  return opened(t("tearLines.title"), async () => {
    const { tearLineOf, tearLines: those } = await read(["records", view.id, "tear-lines"]);
    return [facts([[t("tearLines.of"), tearLineOf && linkTo(tearLineOf)], [t("tearLines.title"), those.map((id) => element("p", {}, linkTo(id)))]]),
      may("submit") && element("a", { class: "button", href: link("submit", undefined, { tearLineOf: view.id }) }, t("tearLines.do"))];
  });
}

/** Recalling tells everybody who received the record; it cannot be taken back. */
export function recall(view, again) {
  return reasonForm({ name: "recall", warning: t("recall.warning"), send: (reason) => write(["records", view.id, "recalls"], { reason }), done: again });
}

/** Says of a record of one's own that it is recalled, once that is known. */
export function recalled(view) {
  const place = element("div", { role: "status" });
  read(["records", view.id, "recalls"]).then(({ items }) => items.length > 0 && fill(place, recalledState(items[0])), (problem) => fill(place, problemPanel(problem)));
  return place;
}

export function recalledState({ tearLines: those, derivedRecords = [] }) {
  return [recalledMark({ recalled: true }), those ? standing(those) : element("p", {}, t("recall.tearLinesUnknown")),
    derivedRecords.length > 0 && element("p", {}, t("notice.affected"), " ", joined(derivedRecords.map(linkTo)))];
}

/** The tear-lines of a record still stand when it is recalled or corrected: they do not change with it. */
export function standing(those) {
  return those.length > 0 && element("p", {}, t("recall.tearLines"), " ", joined(those.map(linkTo)));
}

/** Flagged as possibly obtained by mistreatment, nobody reads it any more. */
export function flagging(view, flagged) {
  return reasonForm({ name: "flag", warning: t("flag.warning"), send: (reason) => write(["records", view.id, "quarantines"], { reason }), done: flagged });
}

function linkTo(id) {
  return element("a", { href: link("records", id) }, code(id));
}

export function ledgerTable(items) {
  return table(["at", "recipient", "subject", "action", "purpose", "version", "disclosure"], items, (item) => ({
    at: instant(item.at), recipient: element("bdi", {}, item.recipient), subject: code(item.subject), action: word("action", item.action),
    purpose: word("purpose", item.purpose), version: number(item.version), disclosure: joined([code(item.disclosure), may("diligence") && diligence(item.disclosure)]),
  }), t("disclosures.title"));
}

function cases({ items }, title) {
  return items.map((one) => element("section", { class: "panel" }, element("h3", {}, t(title)),
    facts([[t("reason.label"), one.reason && element("span", { dir: "auto" }, one.reason)], [t("column.at"), instant(one.at)]]), noticeTable(one.notices)));
}

export function noticeTable(notices, caption) {
  return table(["party", "state", "dueAt"], notices, (notice) => ({
    party: element("bdi", {}, notice.party), state: word("noticeState", notice.state), dueAt: instant(notice.dueAt),
  }), caption);
}
