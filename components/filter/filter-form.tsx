"use client";

import Form from "next/form";
import { type ReactNode, useEffect, useRef } from "react";

/** A form whose answer is an address of this app. Fields that were left empty do not stand in it. */
export function FilterForm({ path, children }: { path: string; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const element = form.current;
    const leaveOutEmpty = ({ formData }: FormDataEvent) => {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    };
    element?.addEventListener("formdata", leaveOutEmpty);
    return () => element?.removeEventListener("formdata", leaveOutEmpty);
  }, []);
  return (
    <Form ref={form} action={path} prefetch={false} autoComplete="off" className="flex flex-wrap items-center gap-2">
      {children}
    </Form>
  );
}
