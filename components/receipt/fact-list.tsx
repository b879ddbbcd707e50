import Link from "next/link";
import { Name } from "@/components/ui/name";
import type { Fact } from "@/lib/view/receipt-view";

/** Facts by name; what is not known says so. */
export function FactList({ facts }: { facts: Fact[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm sm:grid-cols-3 lg:grid-cols-4">
      {facts.map(({ name, text, href }) => (
        <div key={name} className="min-w-0">
          <dt className="text-dim text-xs">{name}</dt>
          <dd>
            {text === null ? (
              <span className="text-dim">unknown</span>
            ) : href ? (
              <Link href={href} className="underline">
                <Name>{text}</Name>
              </Link>
            ) : (
              <Name>{text}</Name>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
