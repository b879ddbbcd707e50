import { type APIRequestContext, expect } from "@playwright/test";

/** The key that the test server was started with: all scopes. */
export const API_KEY = process.env.PAYOFF_INIT_API_KEY ?? "";

export const auth = { Authorization: `Bearer ${API_KEY}` };

/** GET with the key; fails with the server's own words. */
export async function getJson<T>(request: APIRequestContext, path: string): Promise<T> {
  const response = await request.get(path, { headers: auth });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  return response.json();
}

export type Counts = {
  received: number;
  inserted: number;
  amended: number;
  duplicates: number;
  unpriced: number;
  rejected: { line: number; id: string | null; errors: { pointer: string; code: string; message: string }[] }[];
};

export async function postReceipts(
  request: APIRequestContext,
  body: string | Buffer | object,
  headers: Record<string, string> = {},
): Promise<{ status: number; counts: Counts }> {
  const data = typeof body === "object" && !Buffer.isBuffer(body) ? JSON.stringify(body) : body;
  const response = await request.post("/api/receipts", {
    headers: { ...auth, "Content-Type": "application/json", ...headers },
    data,
  });
  return { status: response.status(), counts: await response.json() };
}
