// Column names that Toggl Track, Clockify and Harvest share, in English and as exported from accounts in other languages; lower case.

export const USER = ['user', 'benutzer', 'utilisateur', 'usuario', 'ユーザー'] as const;
export const PROJECT = ['project', 'projekt', 'projet', 'proyecto', 'プロジェクト'] as const;
export const TASK = ['task', 'aufgabe', 'tâche', 'tarea', 'タスク'] as const;
export const DESCRIPTION = ['description', 'beschreibung', 'descripción', '説明'] as const;
export const TAGS = ['tags', 'tag', 'étiquettes', 'etiquetas', 'タグ'] as const;
export const BILLABLE = ['billable', 'abrechenbar', 'facturable', '請求可能'] as const;
export const START_DATE = ['start date', 'startdatum', 'date de début', 'fecha de inicio', '開始日'] as const;
export const START_TIME = [
  'start time',
  'startzeit',
  'heure de début',
  'hora de inicio',
  '開始時刻',
  '開始時間',
] as const;
export const END_DATE = ['end date', 'enddatum', 'date de fin', 'fecha de finalización', '終了日'] as const;
export const END_TIME = [
  'end time',
  'endzeit',
  'heure de fin',
  'hora de finalización',
  '終了時刻',
  '終了時間',
] as const;
