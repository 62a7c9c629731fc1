"""What the registration pays for what does not fit: every constant of it, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs are in nats (differences of log likelihood), lengths in em (the size of the print).

    They were set by hand from what the words mean and held against drawn reports; of all of them
    only the two gaps between words are sharp, since they decide what is one word.

    Attributes:
        line: Characters whose feet are this near in height stand on one line.
        gap: A wider gap parts words.
        digit_gap: The same between two digits, which are often set wide.
        punctuation: Added to a gap beside full-width punctuation, half of which is white.
        uncovered: A character of a label that the page does not print.
        extra: A character that the label does not have.
        skip: A row of the form that is passed over.
        noise: A character between two labels that belongs to none.
        noise_most: The most that all between two labels cost.
        back: A label that stands above one that the form has before it, at most.
        back_row: The same for each row that it stands too low or too high.
        empty: A column with a header and without a figure, beside others with figures.
        aside: Two labels of one block that stand in different columns of the page.
        level: Two labels of different rows on one line.
        numbered: A label that is numbered in another way than the form numbers the row.
        alike: Gained by one that is numbered in the same way.
        prose: A label in a line that is running text.
        head: A header that says just its column; one that says something else costs as much.
        wall: A rule that runs down within a column.
        no_wall: A cut that is no rule, where the table has rules.
        crossed: A figure that a cut goes through.
        crossed_head: The same for a header.
        crossed_label: The same for a row's label.
        together: Two figures on one line within one column.
        left: A figure that stands in no column.
        left_most: The most that all of these cost.
        absent: A column of the form that is not printed.
        other: A column that the form does not have.
        named_other: The same, where its header says that it is sums, remarks or numbers.
        nothing: A column of the form with neither head nor figures, where no column has a header;
            where all have one, one without is as dear as an absent one.
        unheaded: A column with figures and without a head, where all others have one.
        spread: An em that the figures of a column lie apart from each other.
        off_head: An em that they lie off their head.
        order: Columns in another order than the form's.
    """

    line: float = 0.33
    gap: float = 0.42
    digit_gap: float = 0.55
    punctuation: float = 0.45
    uncovered: float = 0.6
    extra: float = 0.8
    skip: float = 1.2
    noise: float = 0.25
    noise_most: float = 5.0
    back: float = 12.0
    back_row: float = 1.5
    empty: float = 2.0
    aside: float = 3.0
    level: float = 6.0
    numbered: float = 2.0
    alike: float = 1.0
    prose: float = 4.0
    head: float = 6.0
    wall: float = 4.0
    no_wall: float = 1.0
    crossed: float = 3.0
    crossed_head: float = 1.0
    crossed_label: float = 2.0
    together: float = 4.0
    left: float = 4.0
    left_most: float = 16.0
    absent: float = 6.0
    other: float = 4.5
    named_other: float = 2.0
    nothing: float = 1.0
    unheaded: float = 3.0
    spread: float = 0.6
    off_head: float = 0.8
    order: float = 8.0


COSTS = Costs()
