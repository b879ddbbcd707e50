"use client";

import { useState } from "react";
import type { ReviewRun } from "@/lib/view/review-view";
import { type Decided, type Draft, draftOf, type Review, reviewOf } from "./review-draft";

/** `settled`: somebody else had a say meanwhile, so that there is nothing to say again. */
export type SettleAnswer = { ok: true } | { ok: false; settled: boolean; message: string };
export type ReviewActions = {
  settle: (id: string, review: Review) => Promise<SettleAnswer>;
  takeBack: (id: string) => Promise<SettleAnswer>;
};

type Decision = { run: ReviewRun; status: Decided };
/** Something that went wrong with a run, as the end of a sentence about it. */
export type Trouble = { id: string; name: string; message: string };

const NO_ANSWER = "could not be saved: the server did not answer. What you said of it is kept: say it again.";

/** What a run is called on the page: its task, or else its id. */
export function nameOf({ id, task }: ReviewRun): string {
  return task ?? id;
}

/**
 * The queue of one reviewer. A run leaves it as soon as it is decided on, and comes back to its place, with all that was
 * said of it, if that could not be saved. What the server lists is taken as it comes: settled runs leave it there.
 */
export function useReviewQueue(runs: ReviewRun[], actions: ReviewActions) {
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [decided, setDecided] = useState<Decision[]>([]);
  const [gone, setGone] = useState<string[]>([]);
  const [troubles, setTroubles] = useState<Trouble[]>([]);
  const [said, setSaid] = useState("");
  const [currentId, setCurrentId] = useState<string | null>(null);

  const hidden = new Set([...decided.map(({ run }) => run.id), ...gone]);
  const waiting = runs.filter(({ id }) => !hidden.has(id));
  const current = waiting.find(({ id }) => id === currentId) ?? waiting[0] ?? null;
  const draft = current && (drafts[current.id] ?? draftOf(current));

  const dropTrouble = (id: string) => setTroubles((known) => known.filter((trouble) => trouble.id !== id));
  const addTrouble = ({ id, task }: ReviewRun, message: string) =>
    setTroubles((known) => [...known.filter((each) => each.id !== id), { id, name: task ?? id, message }]);
  const forget = (id: string) => setDecided((known) => known.filter(({ run }) => run.id !== id));

  function move(by: number) {
    const index = current ? waiting.indexOf(current) : 0;
    const next = waiting[Math.min(waiting.length - 1, Math.max(0, index + by))];
    if (next) setCurrentId(next.id);
  }

  function change(part: Partial<Draft>) {
    if (!current || !draft) return;
    setDrafts((known) => ({ ...known, [current.id]: { ...draft, ...part } }));
  }

  async function decide(status: Decided) {
    if (!current || !draft) return;
    const run = current;
    const review = reviewOf(status, draft);
    if (!review) return addTrouble(run, "is not saved yet: its minutes are no number, as in 3.5.");
    const index = waiting.indexOf(run);
    setCurrentId((waiting[index + 1] ?? waiting[index - 1])?.id ?? null);
    setDecided((known) => [...known, { run, status }]);
    dropTrouble(run.id);
    setSaid(`${nameOf(run)} is ${status}.`);
    const answer = await answerOf(actions.settle(run.id, review));
    if (answer.ok) return;
    forget(run.id);
    addTrouble(run, answer.message);
    setSaid("");
    if (answer.settled) setGone((known) => [...known, run.id]);
    else setCurrentId(run.id);
  }

  async function undo() {
    const last = decided.at(-1);
    if (!last) return setSaid("There is nothing to take back.");
    const { run } = last;
    forget(run.id);
    setCurrentId(run.id);
    setSaid(`${nameOf(run)} waits again.`);
    const answer = await answerOf(actions.takeBack(run.id));
    if (answer.ok) return;
    setSaid("");
    addTrouble(run, answer.message);
    if (!answer.settled) setDecided((known) => [...known, last]);
  }

  return {
    waiting,
    current,
    draft,
    decided,
    troubles,
    said,
    move,
    choose: setCurrentId,
    change,
    decide,
    undo,
    dropTrouble,
  };
}

/** No answer at all is one too: the connection, or the server, is gone. */
async function answerOf(answer: Promise<SettleAnswer>): Promise<SettleAnswer> {
  try {
    return await answer;
  } catch {
    return { ok: false, settled: false, message: NO_ANSWER };
  }
}
