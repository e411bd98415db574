/** The first letter of a name, as a picture. The name itself always stands beside it. */
export const Avatar = ({ name }: { name: string }) => (
  <div class="av" aria-hidden="true">
    {initial(name)}
  </div>
);

const initial = (name: string): string => (/\p{L}\p{M}*|\p{N}/u.exec(name)?.[0] ?? '?').toLocaleUpperCase();
