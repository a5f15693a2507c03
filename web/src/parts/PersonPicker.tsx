import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useDebounced } from "@/lib/use-debounced";
import { ComboBox, type ComboBoxProps, MultiComboBox, type MultiComboBoxProps, MultiSelect, type MultiSelectProps, Select, type SelectProps } from "@/ui";

import { type Person, usePeople, usePerson, usePersons, useTeams } from "./people";
import type { Role } from "./session";

export interface PersonPickerProps extends Omit<ComboBoxProps, "options" | "onSearch"> {
  /** Only people of this role. */
  among?: Role;
}

function withChosen(people: Person[], chosen: Person | undefined): Person[] {
  return !chosen || people.some((person) => person.id === chosen.id) ? people : [chosen, ...people];
}

/** Finds a person by typing part of the name, among those the signed-in person may see. */
export function PersonPicker({ among, ...rest }: PersonPickerProps) {
  const { t } = useTranslation("parts");
  const [text, setText] = useState("");
  const chosen = usePerson(rest.value).data;
  const typed = chosen && text === chosen.full_name ? "" : text;
  const found = usePeople(useDebounced(typed, 250), among).data ?? [];
  const options = withChosen(found, chosen).map((person) => ({ id: person.id, label: person.full_name, hint: person.username }));
  return <ComboBox placeholder={t("person.pick")} {...rest} options={options} onSearch={setText} />;
}

export interface PeoplePickerProps extends Omit<MultiComboBoxProps, "options" | "chosen" | "onSearch"> {
  among?: Role;
  value: readonly string[];
}

/** Finds several people by typing part of a name. */
export function PeoplePicker({ among, value, ...rest }: PeoplePickerProps) {
  const { t } = useTranslation("parts");
  const [text, setText] = useState("");
  const chosen = usePersons(value);
  const found = usePeople(useDebounced(text, 250), among).data ?? [];
  const options = found.map((person) => ({ id: person.id, label: person.full_name, hint: person.username }));
  // An id that is not found (yet) stays chosen: it is in the address, and the list is narrowed by it.
  const named = value.map((id) => ({ id, label: chosen.find((person) => person.id === id)?.full_name ?? t("person.unknown") }));
  return <MultiComboBox placeholder={t("person.pick")} {...rest} options={options} chosen={named} onSearch={setText} />;
}

export function TeamPicker(props: Omit<SelectProps, "options">) {
  const teams = useTeams().data ?? [];
  return <Select {...props} options={teams.filter((team) => team.active || team.id === props.value).map((team) => ({ id: team.id, label: team.name }))} />;
}

export function TeamsPicker(props: Omit<MultiSelectProps, "options">) {
  const teams = useTeams().data ?? [];
  const open = teams.filter((team) => team.active || props.value.includes(team.id));
  return <MultiSelect {...props} options={open.map((team) => ({ id: team.id, label: team.name }))} />;
}
