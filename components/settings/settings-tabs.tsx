import Link from "next/link";

const TABS = [
  { href: "/settings", label: "Value and margins" },
  { href: "/settings/prices", label: "Prices" },
  { href: "/settings/models", label: "Model names" },
] as const;

/** The pages of the settings, and which one this is. */
export function SettingsTabs({ here }: { here: (typeof TABS)[number]["href"] }) {
  return (
    <nav aria-label="Settings" className="-ml-2 mb-4 flex flex-wrap gap-x-2">
      {TABS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={href === here ? "page" : undefined}
          className="inline-flex min-h-10 items-center rounded-lg px-2 text-dim text-sm no-underline hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
