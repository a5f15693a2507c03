"""What codes are called in a file, in both languages: the words of the screen."""

from __future__ import annotations

from monitoria.platform.tables import Words

CHANNELS = {
    "phone": Words("Telefone", "Phone"),
    "chat": Words("Chat", "Chat"),
    "email": Words("E-mail", "E-mail"),
    "whatsapp": Words("WhatsApp", "WhatsApp"),
    "video": Words("Vídeo", "Video"),
    "social": Words("Redes sociais", "Social media"),
    "in_person": Words("Presencial", "In person"),
    "other": Words("Outro", "Other"),
}
PRIORITIES = {
    "low": Words("Baixa", "Low"),
    "medium": Words("Média", "Medium"),
    "high": Words("Alta", "High"),
    "urgent": Words("Urgente", "Urgent"),
}
CALL_STATUSES = {
    "open": Words("Aberta", "Open"),
    "in_progress": Words("Em andamento", "In progress"),
    "resolved": Words("Resolvida", "Resolved"),
    "closed": Words("Encerrada", "Closed"),
}
EVALUATION_STATUSES = {
    "draft": Words("Rascunho", "Draft"),
    "published": Words("Publicada", "Published"),
    "acknowledged": Words("Ciente", "Acknowledged"),
    "contested": Words("Contestada", "Contested"),
    "upheld": Words("Mantida", "Upheld"),
    "changed": Words("Alterada", "Changed"),
    "closed": Words("Encerrada", "Closed"),
}
ORIGINS = {
    "random": Words("Sorteada", "Random"),
    "targeted": Words("Escolhida", "Targeted"),
    "complaint": Words("Reclamação", "Complaint"),
    "calibration": Words("Calibragem", "Calibration"),
    "requested": Words("Pedida", "Requested"),
}
OUTCOMES = {
    "pass": Words("Atingiu a meta", "Met the mark"),
    "fail": Words("Abaixo da meta", "Below the mark"),
}
ROLES = {
    "admin": Words("Administração", "Administration"),
    "supervisor": Words("Supervisão", "Supervision"),
    "evaluator": Words("Monitoria de qualidade", "Quality evaluator"),
    "operator": Words("Atendente", "Operator"),
}
CARD_STATUSES = {
    "draft": Words("Rascunho", "Draft"),
    "published": Words("Publicada", "Published"),
    "retired": Words("Aposentada", "Retired"),
}
CRITERION_KINDS = {
    "scale": Words("Escala", "Scale"),
    "single": Words("Uma resposta", "One answer"),
    "multiple": Words("Várias respostas", "Several answers"),
    "number": Words("Número", "Number"),
    "text": Words("Texto (sem nota)", "Text (not scored)"),
}
SEVERITIES = {
    "none": Words("Comum", "Ordinary"),
    "critical": Words("Crítico", "Critical"),
    "fatal": Words("Erro fatal", "Fatal"),
}
DEFECT_CLASSES = {
    "customer": Words("Cliente", "Customer"),
    "business": Words("Negócio", "Business"),
    "compliance": Words("Conformidade", "Compliance"),
}
PLAN_STATUSES = {
    "open": Words("Aberto", "Open"),
    "in_progress": Words("Em andamento", "In progress"),
    "concluded": Words("Concluído", "Concluded"),
    "cancelled": Words("Cancelado", "Cancelled"),
}
IMPORT_KINDS = {
    "calls": Words("Chamadas", "Calls"),
    "people": Words("Pessoas e equipes", "People and teams"),
    "evaluations": Words("Monitorias antigas", "Past evaluations"),
}
IMPORT_STATUSES = {
    "uploaded": Words("A conferir", "To be checked"),
    "checking": Words("Conferindo", "Checking"),
    "checked": Words("Conferida", "Checked"),
    "committing": Words("Importando", "Importing"),
    "committed": Words("Importada", "Imported"),
    "cancelled": Words("Interrompida", "Stopped"),
    "failed": Words("Falhou", "Failed"),
    "undoing": Words("Desfazendo", "Undoing"),
    "undone": Words("Desfeita", "Undone"),
}
COMMENTS_REQUIRED = {
    "never": Words("Nunca", "Never"),
    "always": Words("Sempre", "Always"),
    "below": Words("Abaixo de um valor", "Below a value"),
}
REQUEST_KINDS = {
    "access": Words("Acesso", "Access"),
    "correction": Words("Correção", "Correction"),
    "deletion": Words("Eliminação", "Deletion"),
    "information": Words("Informação", "Information"),
    "objection": Words("Oposição", "Objection"),
    "review": Words("Revisão", "Review"),
}
REQUEST_STATUSES = {
    "open": Words("Aberto", "Open"),
    "done": Words("Atendido", "Done"),
    "refused": Words("Recusado", "Refused"),
}
