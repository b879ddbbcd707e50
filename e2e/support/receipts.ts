/** A valid receipt of the contract; each test changes the one field that it is about. */
export function receipt(id: string, change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    started_at: "2026-11-02T09:30:00Z",
    workflow: "e2e",
    step: "extract",
    model: "gpt-5.4",
    effort: "high",
    status: "accepted",
    ...change,
  };
}

export function ndjson(receipts: object[]): string {
  return receipts.map((each) => JSON.stringify(each)).join("\n");
}
