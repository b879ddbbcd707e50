import { type ReactNode, Suspense } from "react";
import { Shell } from "@/components/shell/shell";
import { submitSignOut } from "../sign-in/actions";
import { WaitingCount } from "./waiting-count";

/** Each page asks for its own session: a layout is not drawn anew when one goes from page to page. */
export default function MainLayout({ children }: { children: ReactNode }) {
  const waiting = (
    <Suspense>
      <WaitingCount />
    </Suspense>
  );
  return (
    <Shell signOut={submitSignOut} waiting={waiting}>
      {children}
    </Shell>
  );
}
