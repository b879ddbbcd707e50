import { z } from "zod";
import { nanoToUsd } from "@/lib/money";
import { type FieldError, fieldErrors } from "@/lib/receipts/parse-receipt";
import type { OwnPrices } from "./own-prices";
import { parseOverride } from "./parse-override";
import { priceVersion } from "./price-book";
import type { PriceOverride } from "./price-override";

type Override = Omit<PriceOverride, "savedBy">;
type OverrideKey = Pick<PriceOverride, "model" | "serviceTier" | "fromDay">;
export type PriceEdits = {
  overrides: ({ set: Override } | { remove: OverrideKey })[];
  aliases: { sent: string; as: { model: string; effort: string | null } | null }[];
};

const text = () => z.string({ error: (issue) => (issue.input === undefined ? "is missing" : "must be a text") });
const name = text().trim().min(1, "must not be empty").max(200, "must not be longer than 200 characters");
const usd = z
  .number({
    error: (issue) => (issue.input === undefined ? "is missing" : "must be a number of US$ per million tokens"),
  })
  .min(0, "must not be negative")
  .max(100_000, "must not be above 100,000");
const bodySchema = z.strictObject({
  overrides: z
    .array(
      z.strictObject({
        model: name,
        service_tier: text().nullish(),
        from_day: text(),
        /** null takes the price away. */
        usd_per_million: z
          .strictObject({ input: usd, output: usd, cache_read: usd.nullish(), cache_write: usd.nullish() })
          .nullable(),
        note: text().optional(),
      }),
    )
    .max(500)
    .default([]),
  aliases: z
    .array(
      z.strictObject({
        sent: name,
        /** null makes the name itself again. */
        as: z.strictObject({ model: name, effort: name.nullish() }).nullable(),
      }),
    )
    .max(500)
    .default([]),
});

/** What `GET /api/prices` answers: own prices in US$ per million tokens, and model names. */
export function pricesBody({ overrides, aliases, version }: OwnPrices) {
  return {
    currency: "USD",
    price_version: priceVersion(version),
    overrides: overrides.map(
      ({ model, serviceTier, fromDay, input, cacheRead, cacheWrite, output, note, savedBy }) => ({
        model,
        service_tier: serviceTier,
        from_day: fromDay,
        usd_per_million: {
          input: nanoToUsd(input),
          output: nanoToUsd(output),
          cache_read: cacheRead === null ? null : nanoToUsd(cacheRead),
          cache_write: cacheWrite === null ? null : nanoToUsd(cacheWrite),
        },
        note,
        saved_by: savedBy,
      }),
    ),
    aliases: aliases.map(({ sent, model, effort }) => ({ sent, as: { model, effort } })),
  };
}

/** The body of `PUT /api/prices`, every mistake named by its place. */
export function parsePricesBody(body: unknown): { ok: true; edits: PriceEdits } | { ok: false; errors: FieldError[] } {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { ok: false, errors: fieldErrors(parsed.error.issues) };
  const errors: FieldError[] = [];
  const overrides = parsed.data.overrides.flatMap((each, index): PriceEdits["overrides"] => {
    const price = each.usd_per_million;
    const text = (amount: number | null | undefined) => (amount == null ? "" : plainText(amount));
    const result = parseOverride({
      model: each.model,
      serviceTier: each.service_tier ?? "",
      fromDay: each.from_day,
      input: text(price?.input ?? 0),
      output: text(price?.output ?? 0),
      cacheRead: text(price?.cache_read),
      cacheWrite: text(price?.cache_write),
      note: each.note ?? "",
    });
    if (!result.ok) {
      for (const [field, message] of Object.entries(result.errors)) {
        errors.push({ pointer: `/overrides/${index}/${snakeCase(field)}`, code: "invalid", message });
      }
      return [];
    }
    const { model, serviceTier, fromDay } = result.override;
    return [price ? { set: result.override } : { remove: { model, serviceTier, fromDay } }];
  });
  const aliases = parsed.data.aliases.map(({ sent, as }) => ({
    sent,
    as: as && { model: as.model, effort: as.effort ?? null },
  }));
  for (const [index, { sent, as }] of aliases.entries()) {
    if (as && as.model === sent && as.effort === null) {
      errors.push({ pointer: `/aliases/${index}/as`, code: "invalid", message: "is the name itself" });
    }
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, edits: { overrides, aliases } };
}

/** Without an exponent, in the nine decimals that are kept. */
function plainText(amount: number): string {
  return amount.toFixed(9).replace(/\.?0+$/, "");
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
