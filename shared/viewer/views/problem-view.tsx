type Props = { readonly title: string; readonly advice: string };

/** What went wrong, and what to do about it. */
export const ProblemView = ({ title, advice }: Props) => (
  <>
    <h1>{title}</h1>
    <p>
      {advice} <a href="/">Today’s stories</a>
    </p>
  </>
);
