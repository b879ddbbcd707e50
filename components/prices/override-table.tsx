import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import { formatDay } from "@/lib/format";
import type { PriceOverride } from "@/lib/pricing/price-override";
import { formatAuthor } from "@/lib/verdict/setting-change";
import { overrideTexts } from "@/lib/view/prices-view";
import { ActionForm, type FormAction } from "./action-form";

const COLUMNS = [
  { label: "Model" },
  { label: "From" },
  { label: "Input", numeric: true },
  { label: "Cache read", numeric: true },
  { label: "Cache write", numeric: true },
  { label: "Output", numeric: true },
  { label: "By whom" },
  { label: "Actions", hiddenLabel: true },
];

type Props = { overrides: readonly PriceOverride[]; version: number; remove: FormAction };

/** The project's own prices, each with who set it and where it comes from. */
export function OverrideTable({ overrides, version, remove }: Props) {
  return (
    <Table caption="Own prices, US$ per million tokens" columns={COLUMNS}>
      {overrides.map((each) => {
        const { model, serviceTier, fromDay, note, savedBy } = each;
        const tier = serviceTier ?? "standard";
        const texts = overrideTexts(each);
        return (
          <Row key={`${model} ${tier} ${fromDay}`}>
            <RowName>
              <Name>{model}</Name>
              <span className="block font-normal text-dim text-xs">{tier}</span>
            </RowName>
            <Cell label="From">{formatDay(fromDay)}</Cell>
            <Cell label="Input" numeric>
              {texts.input}
            </Cell>
            <Cell label="Cache read" numeric>
              {texts.cacheRead}
            </Cell>
            <Cell label="Cache write" numeric>
              {texts.cacheWrite}
            </Cell>
            <Cell label="Output" numeric>
              {texts.output}
            </Cell>
            <Cell label="By whom">
              {formatAuthor(savedBy)}
              {note !== "" && <span className="wrap-anywhere block text-dim text-xs">{note}</span>}
            </Cell>
            <Cell label="Actions" picture>
              <ActionForm
                action={remove}
                hidden={{ model, serviceTier: tier, fromDay, version: String(version) }}
                button="Remove"
                kind="quiet"
                label={`Remove the price of ${model}, ${tier}, from ${formatDay(fromDay)}`}
              />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}
