import { code, element, facts, fill } from "./dom.js";
import { changeLanguage, currentLanguage, LANGUAGES, list, t, word, wordList } from "./language.js";
import { link } from "./router.js";
import { caller, endSession, forget, may } from "./session.js";

/** The header: name, pages, language, and who is signed in with what they may read at most. */
export const MARK = new URL("../mark.svg", import.meta.url).pathname;
const PAGES = [["inbox", "inbox"], ["search"], ["submit", "submit"], ["imports", "files"], ["agreements"], ["assessments", "assessments"], ["allegations", "allegations"], ["quarantine", "quarantine"], ["holds", "holds"], ["tasks", "tasks"], ["releases", "diligence"], ["matches", "diligence"]];

export function showHeader(header, page, languageChanged) {
  const main = document.getElementById("main");
  fill(header,
    element("a", { class: "skip", href: "#main", on: { click: (event) => { event.preventDefault(); main.focus(); } } }, t("header.skip")),
    element("a", { class: "name", href: "#/", "aria-label": t("name") }, element("img", { src: MARK, alt: "", width: 28, height: 28 }), element("span", {}, t("name"))),
    caller() && pages(page),
    element("div", { class: "header-end" }, languages(languageChanged), caller() && account(caller())));
}

function pages(current) {
  const offered = PAGES.filter(([, right]) => right === undefined || may(right));
  return element("nav", { "aria-label": t("header.pages") }, offered.map(([name]) =>
    element("a", { href: link(name), "aria-current": name === current && "page" }, t(`${name}.title`))));
}

function languages(changed) {
  const choose = async (language) => {
    await changeLanguage(language);
    changed();
  };
  return element("div", { class: "languages", role: "group", "aria-label": t("fact.language") }, LANGUAGES.map((language) =>
    element("button", { type: "button", lang: language, "aria-pressed": language === currentLanguage() ? "true" : "false",
      on: { click: () => choose(language) } }, t(`language.${language}`))));
}

function account(me) {
  return element("details", { class: "account" },
    element("summary", {}, element("span", { class: "wide-only" }, me.name), element("small", {}, element("bdi", {}, me.party), element("span", { class: "wide-only" }, " · ", word("level", me.effectiveClearance)))),
    element("div", { class: "account-body" },
      facts([
        [t("column.subject"), code(me.account)],
        [t("column.party"), element("bdi", {}, me.party)],
        [t("column.unit"), me.unit],
        [t("account.roles"), wordList("role", me.roles)],
        [t("account.clearance"), word("level", me.clearance)],
        [t("account.effective"), word("level", me.effectiveClearance)],
        [t("account.strength"), word("strength", me.strength)],
        [t("submit.compartments"), list(me.compartments)],
      ]),
      me.effectiveClearance < me.clearance && element("p", { class: "quiet" }, t("account.capped")),
      element("button", { type: "button", class: "wide", on: { click: leave } }, t("account.signOut")), element("div", { role: "alert" })));
}

async function leave({ currentTarget: button }) {
  button.disabled = true;
  try {
    await endSession();
    fill(document.getElementById("main"));
    forget();
    location.replace("/portal/");
  } catch {
    button.disabled = false;
    fill(button.nextElementSibling, element("p", { class: "warning" }, t("account.notOut")));
  }
}
