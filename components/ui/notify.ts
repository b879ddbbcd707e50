export type NoticeKind = "done" | "error" | "info";

/** The event on the document that `Toasts` listens to. */
export const NOTIFY = "payoff:notify";

/** Says in a corner of the page what came of something, aloud to screen readers too. Browser only. */
export function notify(kind: NoticeKind, message: string): void {
  document.dispatchEvent(new CustomEvent(NOTIFY, { detail: { kind, message } }));
}
