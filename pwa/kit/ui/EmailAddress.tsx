/** A long one goes on in another line after one of its signs, not in the midst of a word. */
export const EmailAddress = ({ of }: { of: string }) => (
  <bdi class="ltr">
    {(of.match(/[^@._+-]+[@._+-]*/g) ?? [of]).map((part, at) => (
      <>
        {at > 0 && <wbr />}
        {part}
      </>
    ))}
  </bdi>
)
