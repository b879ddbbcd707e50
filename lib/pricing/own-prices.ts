import type { ModelAlias } from "@/lib/receipts/model-names";
import type { PriceOverride } from "./price-override";

/** What a project says of prices itself. `version` counts its changes; 0 where it never changed anything. */
export type OwnPrices = { overrides: readonly PriceOverride[]; aliases: readonly ModelAlias[]; version: number };

export const NO_OWN_PRICES: OwnPrices = { overrides: [], aliases: [], version: 0 };
