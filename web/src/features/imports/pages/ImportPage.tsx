import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import type { ImportOut, ImportStatus } from "@/api/generated";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Notice, PageHeader } from "@/ui";

import { ColumnsStep } from "../components/ColumnsStep";
import { DeleteImport } from "../components/DeleteImport";
import { FileStep } from "../components/FileStep";
import { ImportStatusPill } from "../components/ImportStatusPill";
import { ResultStep } from "../components/ResultStep";
import { ReviewStep } from "../components/ReviewStep";
import { RunCard } from "../components/RunCard";
import { Steps } from "../components/Steps";
import { ValuesStep } from "../components/ValuesStep";
import { refusalText } from "../model/refusal";
import { isRunning, presentStep, shownStep, type Step } from "../model/steps";
import { runEnded, useImport, useUpdateImport } from "../queries";

export default function ImportPage() {
  const { id = "" } = useParams();
  const query = useImport(id);
  return <QueryView query={query}>{(found) => <ImportView key={found.id} found={found} />}</QueryView>;
}

/** Once a job has ended, what it wrote is asked for anew wherever it is shown. */
function useRunEnds(status: ImportStatus): void {
  const client = useQueryClient();
  const before = useRef(status);
  useEffect(() => {
    if (isRunning(before.current) && !isRunning(status)) void runEnded(client);
    before.current = status;
  }, [client, status]);
}

/** The step in sight: that of the address, else where the work was when the import came into this status. An answer given
 *  on a step never takes the person away from it. */
function useStep(found: ImportOut): Step {
  const [params] = useSearchParams();
  const [kept, setKept] = useState({ status: found.status, step: presentStep(found) });
  if (kept.status !== found.status) setKept({ status: found.status, step: presentStep(found) });
  return isRunning(found.status) ? presentStep(found) : shownStep(found, params.get("step") ?? kept.step);
}

function ImportView({ found }: { found: ImportOut }) {
  const { t } = useTranslation("imports");
  useRunEnds(found.status);
  const isAtWork = isRunning(found.status);
  const step = useStep(found);
  return (
    <>
      <PageHeader
        title={found.file.name}
        back={{ to: "/imports", label: t("title") }}
        marks={<ImportStatusPill status={found.status} />}
        actions={can(found, "delete") && <DeleteImport found={found} />}
      />
      <Steps found={found} shown={step} />
      {isAtWork ? <RunCard key={found.status} found={found} /> : <StepView found={found} step={step} />}
    </>
  );
}

function StepView({ found, step }: { found: ImportOut; step: Step }) {
  const update = useUpdateImport(found.id);
  const [, setParams] = useSearchParams();
  const goOn = (): void => setParams({}, { replace: true });
  return (
    <>
      {update.error && (
        <Notice tone="bad" className="mb-5">
          {refusalText(update.error)}
        </Notice>
      )}
      {found.problem && found.status === "uploaded" && (
        <Notice tone="bad" className="mb-5">
          {found.problem}
        </Notice>
      )}
      {step === "file" && <FileStep found={found} update={update} />}
      {step === "columns" && <ColumnsStep found={found} update={update} onChecking={goOn} />}
      {step === "values" && <ValuesStep found={found} update={update} />}
      {step === "review" && <ReviewStep found={found} onCommitting={goOn} />}
      {step === "result" && <ResultStep found={found} />}
    </>
  );
}
