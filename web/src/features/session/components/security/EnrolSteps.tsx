import { useState } from "react";

import type { EnrolmentOut } from "@/api/generated";

import { EnrolCode } from "./EnrolCode";
import { EnrolPassword } from "./EnrolPassword";
import { RecoveryCodes } from "./RecoveryCodes";

/** Turning the second factor on: the password, the picture and a code, then the recovery codes, shown once. */
export function EnrolSteps({ onDone }: { onDone: () => void }) {
  const [enrolment, setEnrolment] = useState<EnrolmentOut>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (enrolment) return <EnrolCode enrolment={enrolment} onConfirmed={setCodes} />;
  return <EnrolPassword onBegun={setEnrolment} />;
}
