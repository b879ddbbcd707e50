import { describe, expect, it } from "vitest";
import { addDays, dayIn, parseDay, parseInstant, startOfDay } from "./time";

describe("parseInstant", () => {
  it.each([
    ["2026-11-02T09:30:00Z", "2026-11-02T09:30:00.000Z"],
    ["2026-11-02T09:30:00.123456789+02:00", "2026-11-02T07:30:00.123Z"],
    ["2026-11-02 09:30-0500", "2026-11-02T14:30:00.000Z"],
    ["2026-03-19T14:40:12.989462Z", "2026-03-19T14:40:12.989Z"],
  ])("%s", (text, instant) => {
    expect(parseInstant(text)).toEqual({ ok: true, instant });
  });
  it.each([
    ["2026-11-02T09:30:00", "no_zone"],
    ["2026-11-02", "no_zone"],
    ["2026-02-31T09:30:00Z", "not_a_time"],
    ["2026-11-02T24:30:00Z", "not_a_time"],
    ["1762075800", "not_a_time"],
    ["1969-11-02T09:30:00Z", "out_of_range"],
    ["9999-11-02T09:30:00Z", "out_of_range"],
  ])("%s is none: %s", (text, problem) => {
    expect(parseInstant(text)).toEqual({ ok: false, problem });
  });
});

describe("days", () => {
  it("knows the calendar", () => {
    expect(parseDay("2026-02-28")).toBe("2026-02-28");
    expect(parseDay("2026-02-30")).toBeNull();
    expect(parseDay("2026-2-3")).toBeNull();
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });

  it.each([
    ["UTC", "2026-11-02T23:59:59.999Z", "2026-11-02"],
    ["Asia/Tokyo", "2026-11-02T15:00:00.000Z", "2026-11-03"],
    ["Asia/Tokyo", "2026-11-02T14:59:59.999Z", "2026-11-02"],
    ["America/St_Johns", "2026-11-03T03:29:59.000Z", "2026-11-02"],
    ["America/St_Johns", "2026-11-03T03:30:00.000Z", "2026-11-03"],
  ])("%s: %s is on %s", (zone, instant, day) => {
    expect(dayIn(zone)(instant)).toBe(day);
  });

  it.each([
    ["UTC", "2026-03-29", "2026-03-29T00:00:00.000Z"],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["Asia/Kathmandu", "2026-03-30", "2026-03-29T18:15:00.000Z"],
  ])("%s: %s starts at %s", (zone, day, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
  });
});
