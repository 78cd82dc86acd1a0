import { address, read } from "../api.js";
import { code, element, facts, fill } from "../dom.js";
import { instant, number, t, word } from "../language.js";
import { opened } from "../opened.js";
import { table } from "../table.js";

/** The imports that the reader's account has opened, the newest first: how far each is, and what of its file was refused and why, by line. */
export async function show(main, { signal }) {
  const { items } = await read("imports", {}, signal);
  fill(main, element("div", { class: "page-head" }, element("h1", {}, t("imports.title"))), element("p", { class: "quiet" }, t("imports.what")),
    items.length === 0 ? element("p", { class: "nothing" }, t("search.saved.none")) : element("div", { class: "cards" }, items.map((job) => card(job, signal))));
}

function card(job, signal) {
  return element("article", { class: "card" },
    element("p", { class: "card-head" }, element("strong", { class: "state", "data-state": job.completedAt ? "PERMIT" : "HOLD" }, word("importState", job.state)), code(job.format)),
    element("h2", {}, element("bdi", {}, job.name)),
    facts([
      [t("hold.openedAt"), instant(job.openedAt)],
      [t("importState.completed"), job.completedAt && instant(job.completedAt)],
      [t("submit.stored"), number(job.stored)],
      [t("problem.refused"), number(job.refused)],
    ]),
    job.refused > 0 && opened(t("imports.faults"), () => report(["imports", job.id, "faults"], signal)));
}

/** The faults, and the same to be saved as the API tells them; more than a page has stand behind it. */
async function report(path, signal, after) {
  const query = { after, limit: 1000 };
  const { items, next } = await read(path, query, signal);
  return [
    table(["line", "why"], items, ({ line, column, pointer, message }) => ({
      line: code(column ? `${line}:${column}` : line), why: [pointer && code(pointer), " ", element("span", { lang: "en", dir: "auto" }, message)],
    }), t("imports.faults")),
    element("p", {}, element("a", { href: address(path, query), download: "faults.json" }, t("attachment.save"))),
    next && opened(t("releases.more"), () => report(path, signal, next)),
  ];
}
