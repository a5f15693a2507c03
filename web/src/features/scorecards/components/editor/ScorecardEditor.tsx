import { Plus, Save } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useBlocker } from "react-router";

import type { ScorecardOut } from "@/api/generated";
import { type Problem, problemText, toProblem } from "@/api/problem";
import { RefusalNotice } from "@/parts/refusal";
import { Badge, Button, Confirm, Notice, PageHeader, toast } from "@/ui";
import { NEW_CRITERION } from "@/parts/new-criterion";

import { draftOf, type Draft, earlierThan, moved, NEW_SECTION, replaced, toUpdate, without } from "../../model/draft";
import { useUpdateScorecard } from "../../queries";
import { PreviewPanel } from "../PreviewPanel";
import { ScorecardActions } from "../ScorecardActions";
import { CriterionDialog } from "./CriterionDialog";
import { HeadFields } from "./HeadFields";
import { SectionCard } from "./SectionCard";

/** The draft being edited, what the server last said of it, and whether they differ. */
function useEditor(opened: ScorecardOut) {
  const { t } = useTranslation("scorecards");
  const [card, setCard] = useState(opened);
  const [draft, setDraft] = useState<Draft>(() => draftOf(opened));
  const [isDirty, setDirty] = useState(false);
  const update = useUpdateScorecard(opened.id);
  const set = (patch: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...patch }));
    setDirty(true);
  };
  const save = (): void =>
    update.mutate(toUpdate(draft, card.version), {
      onSuccess: (saved) => {
        setCard(saved);
        setDraft(draftOf(saved));
        setDirty(false);
        toast.done(t("saved"));
      },
    });
  const problem = update.error ? toProblem(update.error) : undefined;
  return { card, draft, set, save, isDirty, isSaving: update.isPending, problem };
}

interface Place {
  section: number;
  criterion: number;
}

export interface ScorecardEditorProps {
  opened: ScorecardOut;
  /** Begins again with what is on the server now. */
  onReload: () => void;
}

export function ScorecardEditor({ opened, onReload }: ScorecardEditorProps) {
  const { t } = useTranslation("scorecards");
  const { card, draft, set, save, isDirty, isSaving, problem } = useEditor(opened);
  const [place, setPlace] = useState<Place>();
  // What a refusal points at is shown like the faults of the saved draft: at its place.
  const faults = problem?.errors.length ? problem.errors : (card.draft?.faults ?? []);
  const { sections } = draft;
  const saved = savedVersion(card);
  return (
    <>
      <EditorHeader card={card} isDirty={isDirty} isSaving={isSaving} onSave={save} />
      <Troubles problem={problem} faults={faults.length} onReload={onReload} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <HeadFields draft={draft} faults={faults} set={set} />
          {sections.length === 0 && <Notice tone="info">{t("section.none")}</Notice>}
          {sections.map((section, index) => (
            <SectionCard
              key={section.key || index}
              section={section}
              scoring={draft.scoring}
              faults={faults}
              pointer={`/sections/${index}`}
              isFirst={index === 0}
              isLast={index === sections.length - 1}
              onChange={(next) => set({ sections: replaced(sections, index, next) })}
              onMove={(by) => set({ sections: moved(sections, index, by) })}
              onRemove={() => set({ sections: without(sections, index) })}
              onEdit={(criterion) => setPlace({ section: index, criterion })}
            />
          ))}
          <Button icon={<Plus size={17} />} onPress={() => set({ sections: [...sections, NEW_SECTION] })} className="self-start">
            {t("section.add")}
          </Button>
        </div>
        {saved && (
          <div className="flex flex-col gap-3">
            {isDirty && <Notice tone="info">{t("preview.saveFirst")}</Notice>}
            <PreviewPanel scorecardId={card.id} versionId={saved.id} sections={saved.sections} />
          </div>
        )}
      </div>
      {place && <PlaceDialog place={place} draft={draft} faults={faults} set={set} onClose={() => setPlace(undefined)} />}
      <LeaveGuard isDirty={isDirty} />
    </>
  );
}

/** What the trial scores: the draft as it was last saved, else the version in use. */
function savedVersion(card: ScorecardOut) {
  const saved = card.draft ?? { id: card.current_version_id, sections: card.sections };
  return saved.id !== null && saved.sections.length > 0 ? { id: saved.id, sections: saved.sections } : undefined;
}

interface HeaderProps {
  card: ScorecardOut;
  isDirty: boolean;
  isSaving: boolean;
  onSave: () => void;
}

function EditorHeader({ card, isDirty, isSaving, onSave }: HeaderProps) {
  const { t } = useTranslation("scorecards");
  return (
    <PageHeader
      title={t("editTitle")}
      back={{ to: `/scorecards/${card.id}`, label: card.name }}
      marks={card.draft && <Badge tone="warn">{t("versionDraft", { number: card.draft.number })}</Badge>}
      lead={isDirty ? t("unsaved") : undefined}
      actions={
        <>
          <Button icon={<Save size={16} />} variant={isDirty ? "primary" : "secondary"} isDisabled={!isDirty} isPending={isSaving} onPress={onSave}>
            {t("saveDraft")}
          </Button>
          {!isDirty && <ScorecardActions card={card} isEditing />}
        </>
      }
    />
  );
}

function Troubles({ problem, faults, onReload }: { problem: Problem | undefined; faults: number; onReload: () => void }) {
  const { t } = useTranslation("scorecards");
  if (problem) {
    const refusal = { text: problemText(problem), isStale: problem.slug === "stale-version" };
    return (
      <div className="mb-5">
        <RefusalNotice refusal={refusal} onReload={onReload} />
      </div>
    );
  }
  if (faults === 0) return null;
  return (
    <Notice tone="warn" className="mb-5">
      {t("faults", { count: faults })}
    </Notice>
  );
}

interface PlaceDialogProps {
  place: Place;
  draft: Draft;
  faults: Parameters<typeof CriterionDialog>[0]["faults"];
  set: (patch: Partial<Draft>) => void;
  onClose: () => void;
}

function PlaceDialog({ place, draft, faults, set, onClose }: PlaceDialogProps) {
  const section = draft.sections[place.section];
  if (!section) return null;
  const { criteria } = section;
  const found = criteria[place.criterion];
  return (
    <CriterionDialog
      criterion={found ?? NEW_CRITERION}
      earlier={earlierThan(draft.sections, place.section, place.criterion)}
      faults={found ? faults : []}
      pointer={`/sections/${place.section}/criteria/${place.criterion}`}
      onApply={(criterion) => {
        const next = found ? replaced(criteria, place.criterion, criterion) : [...criteria, criterion];
        set({ sections: replaced(draft.sections, place.section, { ...section, criteria: next }) });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** Asks before the page is left with changes that are not saved. */
function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation("scorecards");
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname);
  return (
    <Confirm
      title={t("leave")}
      text={t("leaveText")}
      confirmLabel={t("leaveConfirm")}
      isOpen={blocker.state === "blocked"}
      isDangerous
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  );
}
