import type { RegisterBody, Role, UserOut, UserUpdateBody } from "@/api/generated";

export const ROLES: readonly Role[] = ["operator", "evaluator", "supervisor", "admin"];

export interface UserValues {
  full_name: string;
  username: string;
  email: string;
  role: Role;
  team_id: string;
  password: string;
}

export const BLANK: UserValues = { full_name: "", username: "", email: "", role: "operator", team_id: "", password: "" };

export function valuesOf(user: UserOut): UserValues {
  return { full_name: user.full_name, username: user.username, email: user.email ?? "", role: user.role, team_id: user.team_id ?? "", password: "" };
}

function shared(values: UserValues) {
  return {
    full_name: values.full_name.trim(),
    username: values.username.trim(),
    email: values.email.trim() || null,
    role: values.role,
    // Only an operator belongs to a team; a supervisor leads teams, which is said at the team.
    team_id: values.role === "operator" && values.team_id ? values.team_id : null,
  };
}

export function toRegister(values: UserValues): RegisterBody {
  return { ...shared(values), password: values.password };
}

/** An empty password leaves the present one. */
export function toUpdate(values: UserValues, version: number): UserUpdateBody {
  return { ...shared(values), version, ...(values.password ? { password: values.password } : {}) };
}
