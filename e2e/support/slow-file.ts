import { once } from "node:events";
import { type ClientRequest, request } from "node:http";
import type { Payoff } from "./payoff";

export type Answer = { status: number; body: Record<string, unknown> };

/** An upload that its sender holds in hand: what is written is sent, and it goes on only when told to. */
export type SlowFile = {
  write(text: string): Promise<void>;
  /** Ends the file, and gives the answer. */
  end(): Promise<Answer>;
  /** As a cable does that is pulled. */
  breakOff(): void;
  /** Why no answer came, once the connection is gone; null where one came. */
  ended: Promise<Error | null>;
};

export function openFile(payoff: Payoff, uploadId: string, headers: Record<string, string>): SlowFile {
  const path = `/api/uploads?filename=runs.ndjson&upload_id=${uploadId}`;
  const sending: ClientRequest = request(`${payoff.url}${path}`, { method: "POST", headers });
  sending.flushHeaders();
  const answered = new Promise<Answer>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", async (response) => {
      let text = "";
      for await (const part of response) text += part;
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
    });
  });
  return {
    async write(text) {
      if (sending.write(text)) return;
      const over = new AbortController();
      try {
        await Promise.race([once(sending, "drain", { signal: over.signal }), answered]);
      } finally {
        over.abort();
      }
    },
    end() {
      sending.end();
      return answered;
    },
    breakOff: () => void sending.destroy(),
    ended: answered.then(
      () => null,
      (error: Error) => error,
    ),
  };
}
