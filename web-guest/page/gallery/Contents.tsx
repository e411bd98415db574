import './contents.css';

/** All screens at half their size; `?size=desktop` as on a computer, else as on a phone. A click shows one alone. */
export function Contents({ screens }: { readonly screens: readonly string[] }) {
  const size = new URLSearchParams(location.search).get('size') === 'desktop' ? 'desktop' : 'phone';
  return (
    <main class={`contents ${size}`}>
      {screens.map((name) => (
        <figure key={name} data-screen={name}>
          <figcaption>
            <a href={`?screen=${name}`}>{name}</a>
          </figcaption>
          {/* Inert: only one of them could have the focus, and which one would be chance. */}
          <div class="window" inert>
            <iframe title={name} src={`?screen=${name}`} />
          </div>
        </figure>
      ))}
    </main>
  );
}
