import { read } from "./api.js";
import { code, element, joined } from "./dom.js";
import { country, instant, list, number, t, word } from "./language.js";
import { opened } from "./opened.js";
import { link } from "./router.js";
import { caller } from "./session.js";
import { table } from "./table.js";

/** Before anything is done to an agreement: what it would disclose or cut off of the records of the reader's party. */
const NEGOTIATED = ["DRAFT", "PROPOSED", "COUNTERED", "AGREED", "SIGNED"];

export function impacts(agreement) {
  const newest = agreement.newest ?? agreement;
  return possible(agreement, newest).map((act) => {
    const section = opened(t(`impact.${act}`), async () =>
      shown(await read(["agreements", agreement.id, "impact"], { act, version: act === "activate" ? newest.version : undefined })));
    section.classList.add("impact");
    return section;
  });
}

function possible({ state, suspendedBy }, newest) {
  const own = suspendedBy.includes(caller().party);
  const stands = ["ACTIVE", "SUSPENDED"].includes(state);
  return [
    NEGOTIATED.includes(newest.state) && "activate",
    stands && (own ? "reinstate" : "suspend"),
    (stands || state === "SIGNED") && "terminate",
  ].filter(Boolean);
}

function shown(impact) {
  const { problems, warnings, stored, traffic } = impact;
  return [
    element("p", { class: "quiet" }, t("impact.what", { at: instant(impact.at), version: number(impact.version) })),
    lines("impact.problems", problems.map((problem) => element("span", { lang: "en", dir: "ltr" }, problem.message))),
    lines("impact.warnings", warnings.map(warning)),
    problems.length === 0 && [
      element("h3", {}, t("impact.stored")),
      uses(stored.recipients, "records", "impact.none"),
      !stored.complete && element("p", { class: "warning" }, t("impact.incomplete")),
      stored.recipients.filter(({ classes }) => classes.length > 0).map(classes),
      element("h3", {}, t("impact.traffic", { since: instant(traffic.since) })),
      uses(traffic.recipients, "disclosures", "impact.noTraffic"),
      !traffic.complete && element("p", { class: "warning" }, t("impact.incomplete")),
    ],
  ];
}

function lines(title, items) {
  return items.length > 0 && [element("h3", {}, t(title)), element("ul", {}, items.map((item) => element("li", {}, item)))];
}

function warning({ kind, clause, other, code: reason, about }) {
  return joined([t(`impact.${kind}`), clause && code(clause), other && code(`${other.agreement} ${other.clause}`),
    reason && word("code", reason), about.length > 0 && element("bdi", {}, list(about))]);
}

/** For each use that changes how many are disclosed anew, cut off, or held; what goes as before but on other terms stands apart. */
function uses(recipients, what, nothing) {
  const sum = (one, fits) => one[what].filter(fits).reduce((total, change) => total + change[what], 0);
  const moved = (verdict) => ({ before, after }) => after === verdict && before !== verdict;
  const changing = recipients.map((one) => ({
    one, disclosed: sum(one, moved("PERMIT")), cutOff: sum(one, ({ before, after }) => before === "PERMIT" && after === "DENY"),
    held: sum(one, moved("HOLD")), otherTerms: one.otherTerms,
  })).filter(({ disclosed, cutOff, held, otherTerms }) => disclosed + cutOff + held + otherTerms > 0);
  if (changing.length === 0) return element("p", { class: "nothing" }, t(nothing));
  return table(["recipient", "use", "disclosed", "cutOff", "held", "otherTerms"], changing, ({ one, disclosed, cutOff, held, otherTerms }) => ({
    recipient: recipient(one), use: use(one), disclosed: count(disclosed), cutOff: count(cutOff), held: count(held), otherTerms: count(otherTerms),
  }), t(`impact.${what}`));
}

function count(value) {
  return value === 0 ? "–" : element("strong", {}, number(value));
}

function recipient({ party, unit }) {
  return element("bdi", {}, [party, unit].filter(Boolean).join(" – "));
}

function use({ action, purpose }) {
  return joined([word("action", action), word("purpose", purpose)]);
}

function classes(one) {
  return element("details", { class: "trace" },
    element("summary", {}, joined([recipient(one), use(one)])),
    table(["type", "label", "place", "before", "after", "count", "examples"], one.classes, (row) => ({
      type: word("type", row.type), label: row.label && code(row.label), place: row.areas.length > 0 && list(row.areas.map(country)),
      before: outcome(row.before), after: outcome(row.after), count: number(row.records),
      examples: joined(row.examples.map((id) => element("a", { href: link("records", id) }, code(id.slice(0, 8))))),
    })),
    one.inFurtherClasses && element("p", { class: "quiet" }, t("impact.further", { count: number(one.inFurtherClasses) })));
}

function outcome({ verdict, code: reason }) {
  return [element("strong", { class: "state", "data-state": verdict }, word("verdict", verdict)), reason && [" ", word("code", reason)]];
}
