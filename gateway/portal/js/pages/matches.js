import { read, write } from "../api.js";
import { code, element, facts, fill, joined } from "../dom.js";
import { instant, list, number, t, word, wordList } from "../language.js";
import { reasonForm } from "../reason.js";
import { link } from "../router.js";
import { may } from "../session.js";

/** Names that are like listed ones: a likeness is a question, and people answer it. */
export async function show(main, { signal }) {
  const [{ items }, lists] = await Promise.all([read(["sanctions", "matches"], {}, signal), read(["sanctions", "lists"], {}, signal)]);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("matches.title"))),
    element("p", { class: "quiet" }, t("matches.what")), inForce(lists),
    items.length === 0 ? element("p", { class: "nothing" }, t("matches.none"))
      : element("div", { class: "cards paired" }, items.map((item) => fillCard(element("article", { class: "card", id: `match-${item.id}` }), item))));
}

function inForce({ items: [current], refused }) {
  return [
    element("p", {}, current === undefined ? t("matches.noList") : t("matches.list", {
      version: number(current.version), published: current.published, individuals: number(current.individuals),
      entities: number(current.entities), at: instant(current.importedAt),
    })),
    refused && element("p", { class: "warning" }, t("matches.refused", { at: instant(refused.at), line: number(refused.line), column: number(refused.column) }), " ",
      element("span", { lang: "en", dir: "auto" }, refused.problem)),
  ];
}

function fillCard(place, match, message) {
  const { subject, entry, explanation, ruling } = match;
  return fill(place,
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": match.state === "OPEN" ? "HOLD" : undefined }, word("matchState", match.state)),
      element("span", { class: "quiet" }, word("matchKind", subject.kind))),
    element("h2", {}, subject.name === undefined ? element("a", { href: link("records", subject.id) }, code(subject.id)) : element("bdi", {}, subject.name)),
    message && element("p", { class: "done", role: "status" }, message),
    facts([
      [t("match.listed"), element("bdi", {}, match.listedName)],
      [t("match.score"), number(match.score, { style: "percent" })],
      [t("match.entry"), joined([code(entry.reference), element("bdi", {}, entry.regime)])],
      [t("match.names"), element("span", { dir: "auto" }, list(entry.names))],
      [t("match.agreed"), explanation && meetings(explanation.meetings, true)],
      [t("match.differed"), explanation && meetings(explanation.meetings, false)],
      [t("match.raised"), explanation?.raised.length > 0 && wordList("evidence", explanation.raised)],
      [t("match.lowered"), explanation?.lowered.length > 0 && wordList("evidence", explanation.lowered)],
      [t("column.dueAt"), match.state === "OPEN" && instant(match.dueAt)],
      [t("match.ruling"), ruling && joined([code(ruling.by), instant(ruling.at), element("span", { dir: "auto" }, ruling.reason)])],
    ]),
    match.state === "OPEN" && may("assessmentChange") && rulings(place, match));
}

const DIFFERENT = ["MISSING", "CONTRADICTION"];

function meetings(all, agreed) {
  const of = all.filter((one) => DIFFERENT.includes(one.why) !== agreed);
  return of.length > 0 && element("ul", {}, of.map((one) => element("li", {},
    joined([element("bdi", {}, one.name.join(" ")), element("bdi", {}, one.listed.join(" "))], " ↔ "), " ", word("meeting", one.why), " ", number(one.likeness, { style: "percent" }))));
}

function rulings(place, match) {
  const answers = { matchSame: { same: true }, matchNot: { same: false }, matchUnclear: { unclear: true } };
  return Object.entries(answers).map(([name, answer]) => reasonForm({
    name,
    send: (reason) => write(["sanctions", "matches", match.id, "rulings"], { ...answer, reason }),
    done: (ruled) => fillCard(place, ruled, t(`${name}.done`)),
  }));
}
