import { useParams } from '@tanstack/react-router';
import { ReplaceDialog } from '../features/replace/components/replace-dialog.tsx';
import { askToReplace } from '../hooks/replace-ui.ts';
import { useCommand } from '../hooks/use-command.ts';

/** *Find and replace…*: of the course on screen, or of all. */
export function RootReplace() {
  const { courseId = null } = useParams({ strict: false });
  useCommand('replace', () => askToReplace(courseId));
  return <ReplaceDialog />;
}
