import Link from "next/link";
import type { ComponentProps } from "react";
import { Name } from "@/components/ui/name";
import { Cell, Row, RowName, Table } from "@/components/ui/table";
import type { OwnTermsRow } from "@/lib/view/settings-view";
import { RemoveStepSettings } from "./remove-step-settings";

type Props = { rows: OwnTermsRow[]; version: number; remove: ComponentProps<typeof RemoveStepSettings>["action"] };

const COLUMNS = [{ label: "Step" }, { label: "Its own terms" }, { label: "Actions", hiddenLabel: true, numeric: true }];

/** The steps that are judged by terms of their own. */
export function StepSettingsTable({ rows, version, remove }: Props) {
  return (
    <Table caption="Steps with terms of their own" columns={COLUMNS}>
      {rows.map(({ workflow, step, path, terms }) => (
        <Row key={path}>
          <RowName>
            <Name>{step}</Name>
            <span className="block font-normal text-dim text-xs">
              <Name>{workflow}</Name>
            </span>
          </RowName>
          <Cell label="Its own terms" wide>
            <ul>
              {terms.map(({ label, value }) => (
                <li key={label}>
                  {label}: <b className="font-medium">{value}</b>
                </li>
              ))}
            </ul>
          </Cell>
          <Cell label="Actions" picture>
            <span className="flex items-center justify-end gap-2 max-md:justify-start">
              <Link
                href={`/settings?for=${encodeURIComponent(path)}#step`}
                aria-label={`Change the terms of ${step}`}
                className="inline-flex min-h-10 items-center px-2 text-sm underline max-md:pl-0"
              >
                Change
              </Link>
              <RemoveStepSettings path={path} step={step} version={version} action={remove} />
            </span>
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
