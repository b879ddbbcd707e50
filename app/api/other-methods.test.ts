import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { otherMethods } from "./other-methods";

const API = import.meta.dirname;
const routes = readdirSync(API, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));

describe("otherMethods", () => {
  it("refuses as a problem document that says what is allowed", async () => {
    const response = otherMethods("GET", "POST").DELETE();
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST, HEAD, OPTIONS"]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect((await response.json()).detail).toContain("GET, POST");
  });

  it("answers OPTIONS", () => {
    const response = otherMethods("POST").OPTIONS();
    expect([response.status, response.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
  });

  it.each(routes)("%s answers every method", async (file) => {
    const handlers = Object.keys(await import(join(API, file)));
    expect(handlers).toEqual(expect.arrayContaining(["DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT"]));
  });
});
