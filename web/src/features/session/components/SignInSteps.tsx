import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/ui";

import { SecondFactorForm } from "./SecondFactorForm";
import { SignInForm } from "./SignInForm";
import { SingleSignOn } from "./SingleSignOn";

/** User name and password, then, for whoever has one, the second factor. */
export function SignInSteps({ next, onDone }: { next: string; onDone: () => void }) {
  const { t } = useTranslation("security");
  const [challenge, setChallenge] = useState<string>();
  const [isOver, setOver] = useState(false);
  const goBack = (isExpired: boolean): void => {
    setOver(isExpired);
    setChallenge(undefined);
  };
  if (challenge !== undefined) return <SecondFactorForm challenge={challenge} onDone={onDone} onOver={goBack} />;
  return (
    <>
      {isOver && (
        <Notice tone="warn" className="mb-5">
          {t("enter.over")}
        </Notice>
      )}
      <SignInForm onDone={onDone} onChallenge={setChallenge} />
      <SingleSignOn next={next} />
    </>
  );
}
