import { read, signOut } from "./api.js";

/** Who is signed in, and the closed words of submissions. What is offered here is courtesy; the gateway decides. */
const OFFERED = {
  inbox: ["liaison-officer", "analyst"],
  submit: ["liaison-officer", "analyst"],
  attach: ["liaison-officer", "analyst"],
  files: ["liaison-officer", "analyst"],
  recall: ["liaison-officer", "analyst", "human-rights-focal-point", "approver"],
  diligence: ["human-rights-focal-point", "approver", "auditor"],
  explain: ["liaison-officer", "analyst", "agreement-administrator", "human-rights-focal-point", "approver", "auditor"],
  agreementChange: ["agreement-administrator"],
  assessments: ["human-rights-focal-point", "approver", "auditor", "analyst"],
  assessmentChange: ["human-rights-focal-point", "approver"],
  assessmentDraft: ["human-rights-focal-point", "analyst"],
  assessmentReview: ["human-rights-focal-point"],
  assessmentDecide: ["human-rights-focal-point", "approver"],
  allegations: ["human-rights-focal-point", "approver"],
  allegationReport: ["human-rights-focal-point"],
  quarantine: ["human-rights-focal-point", "approver"],
  flag: ["human-rights-focal-point"],
  localTags: ["liaison-officer", "analyst", "human-rights-focal-point", "approver"],
  holds: ["liaison-officer", "human-rights-focal-point", "approver"],
  tasks: ["liaison-officer", "agreement-administrator", "human-rights-focal-point", "approver", "signatory"],
};

/** The portal's other tabs in this browser: each says who is signed in, or that nobody is any more. */
const tabs = new BroadcastChannel("passerelle");

let me;
let vocabulary;

export async function loadSession() {
  me = await read("me");
  tabs.postMessage(me.account);
}

/** Runs when another tab has signed somebody else in, or the reader out. */
export function onOther(listener) {
  tabs.onmessage = ({ data }) => data !== me?.account && listener();
}

export async function endSession() {
  await signOut();
  tabs.postMessage(undefined);
}

/** Nobody is signed in any more, and this tab remembers nothing of them. */
export function forget() {
  me = undefined;
  vocabulary = undefined;
  sessionStorage.clear();
}

export function caller() {
  return me;
}

export function may(what) {
  return me !== undefined && me.roles.some((role) => OFFERED[what].includes(role));
}

/** The vocabulary is fetched once, when a page first needs it. */
export async function words() {
  vocabulary ??= await read("vocabulary");
  return vocabulary;
}

/** The display name of a party, its id when there is none. */
export function partyName(vocabularyOrNone, party, language) {
  return vocabularyOrNone?.parties[party]?.[language] ?? party;
}
