import { zodResolver } from "@hookform/resolvers/zod";
import { type Control, type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import { z } from "@/lib/z";
import { useCategories } from "@/parts/categories";
import { CHANNELS } from "@/parts/choices";
import { PersonPicker } from "@/parts/PersonPicker";
import { RefusalNotice, useRefusal } from "@/parts/refusal";
import { CALL_STATUSES, PRIORITIES } from "@/parts/StatusPill";
import { Actions, Button, ButtonLink, Card, FormDate, FormNumber, FormSelect, FormText } from "@/ui";

import type { CallValues } from "../model";

export interface CallFormProps {
  initial: CallValues;
  isNew: boolean;
  isPending: boolean;
  cancelTo: string;
  onSend: (values: CallValues, refuse: (error: unknown) => void) => void;
  onReload?: () => void;
}

function useCallForm(initial: CallValues, isNew: boolean): UseFormReturn<CallValues> {
  const { t } = useTranslation("calls");
  const shape = z.looseObject({
    operator_id: z.string().min(1, t("form.operatorNeeded")),
    started_at: z.string().refine((text) => isNew || text !== "", t("form.startNeeded")),
  });
  return useForm<CallValues>({ resolver: zodResolver(shape) as never, defaultValues: initial });
}

export function CallForm({ initial, isNew, isPending, cancelTo, onSend, onReload }: CallFormProps) {
  const { t } = useTranslation(["calls", "ui"]);
  const form = useCallForm(initial, isNew);
  const { refusal, refuse, clear } = useRefusal(form);
  const submit = form.handleSubmit((values) => {
    clear();
    onSend(values, refuse);
  });
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      <RefusalNotice refusal={refusal} {...(onReload ? { onReload } : {})} />
      <Card title={t("calls:form.contact")}>
        <ContactFields form={form} isNew={isNew} />
      </Card>
      <Card title={t("calls:form.customer")}>
        <CustomerFields control={form.control} />
      </Card>
      <Actions className="mt-0">
        <ButtonLink to={cancelTo}>{t("ui:cancel")}</ButtonLink>
        <Button type="submit" variant="primary" isPending={isPending}>
          {isNew ? t("calls:form.create") : t("calls:form.save")}
        </Button>
      </Actions>
    </form>
  );
}

function ContactFields({ form, isNew }: { form: UseFormReturn<CallValues>; isNew: boolean }) {
  const { t } = useTranslation(["calls", "parts"]);
  const { control } = form;
  const operator = useWatch({ control, name: "operator_id" });
  const category = useWatch({ control, name: "category" });
  const categories = (useCategories().data ?? []).filter(({ key, active }) => active || key === category);
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <PersonPicker
        among="operator"
        label={t("calls:form.operator")}
        isRequired
        value={operator}
        onChange={(id) => form.setValue("operator_id", id, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })}
        error={form.formState.errors.operator_id?.message}
      />
      <FormSelect control={control} name="category" label={t("calls:form.category")} options={categories.map(({ key, label }) => ({ id: key, label }))} />
      <FormSelect control={control} name="channel" label={t("calls:form.channel")} options={CHANNELS.map((id) => ({ id, label: t(`parts:channel.${id}`) }))} />
      <FormSelect control={control} name="priority" label={t("calls:form.priority")} options={PRIORITIES.map((id) => ({ id, label: t(`parts:priority.${id}`) }))} />
      <FormDate control={control} name="started_at" withTime label={t("calls:form.startedAt")} isRequired={!isNew} description={isNew ? t("calls:form.startedHint") : undefined} />
      <FormDate control={control} name="ended_at" withTime label={t("calls:form.endedAt")} />
      <FormSelect control={control} name="status" label={t("calls:form.status")} options={CALL_STATUSES.map((id) => ({ id, label: t(`parts:callStatus.${id}`) }))} />
      <FormNumber
        control={control}
        name="csat"
        label={t("calls:form.csat")}
        description={t("calls:form.csatHint")}
        minValue={1}
        maxValue={5}
        formatOptions={{ maximumFractionDigits: 2 }}
      />
      <FormText control={control} name="subject" label={t("calls:form.subject")} maxLength={200} className="sm:col-span-full" />
      <FormText control={control} name="notes" label={t("calls:form.notes")} rows={4} maxLength={10000} className="sm:col-span-full" />
    </div>
  );
}

function CustomerFields({ control }: { control: Control<CallValues> }) {
  const { t } = useTranslation("calls");
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <FormText control={control} name="customer_name" label={t("form.customerName")} maxLength={160} className="sm:col-span-full" />
      <FormText control={control} name="customer_phone" label={t("form.customerPhone")} type="tel" maxLength={40} />
      <FormText control={control} name="customer_document" label={t("form.customerDocument")} maxLength={40} />
    </div>
  );
}
