"""The summary of some reports in the official form, with what each figure is made of."""
