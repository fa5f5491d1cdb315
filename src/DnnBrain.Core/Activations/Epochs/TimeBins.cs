using System.Globalization;

namespace DnnBrain.Activations.Epochs;

/// <summary>Cuts patterns with a time axis into bins, each a pattern set of its own that is read when it is used.</summary>
public static class TimeBins
{
    // Of the interval between samples: times such as 0.1 + 0.2 are not exact, and their rounding is far below this.
    private const double Tolerance = 1e-3;

    // Microseconds: what names and files keep of a time.
    private const int Digits = 6;

    /// <summary>The name of a bin: <c>MEG:0.105</c>, its time in seconds to the microsecond.</summary>
    public static string NameOf(string name, double time) => string.Create(CultureInfo.InvariantCulture, $"{name}:{time:0.######}");

    /// <summary>The patterns of each bin, in order of time.</summary>
    /// <param name="epochs">The epochs.</param>
    /// <param name="options">Window, width, step.</param>
    /// <returns>
    /// One set a bin, called <see cref="NameOf"/>; its <see cref="IPatternSet.BinTime"/> is the mean time of its samples, rounded to the
    /// microsecond. A bin takes the samples from its beginning to before its end; one that the window does not fill is left out, unless it
    /// would be the only one.
    /// </returns>
    /// <exception cref="DnnBrainException">
    /// A number that is none, a window whose end is before its start, a width or a step below the interval between samples
    /// (<c>TimeBinInvalid</c>), or a window without samples (<c>TimeWindowEmpty</c>).
    /// </exception>
    /// <remarks>O(samples) a bin; nothing is read.</remarks>
    public static IReadOnlyList<IPatternSet> Split(IEpochSet epochs, TimeBinOptions options)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentNullException.ThrowIfNull(options);
        (int first, int count) = Window(epochs, options);
        double interval = Interval(epochs.Time);
        double slack = Tolerance * interval;
        double width = Length(options.Width ?? interval, "width", interval);
        double step = Length(options.Step ?? width, "step", interval);
        ReadOnlySpan<double> time = [.. epochs.Time.Skip(first).Take(count)];
        double end = time[^1] + interval;
        if (width >= end - time[0] - slack)
        {
            return [Bin(epochs, first, time, options.Content)];
        }

        var bins = new List<IPatternSet>();
        for (int k = 0; time[0] + (k * step) + width <= end + slack; k++)
        {
            double begin = time[0] + (k * step);
            int from = Below(time, begin - slack);
            int to = Below(time, begin + width - slack);
            if (to > from)
            {
                bins.Add(Bin(epochs, first + from, time[from..to], options.Content));
            }
        }

        return bins;
    }

    /// <summary>The 0-based samples of the window.</summary>
    /// <exception cref="DnnBrainException">As for <see cref="Split"/>.</exception>
    internal static (int First, int Count) Window(IEpochSet epochs, TimeBinOptions options)
    {
        if (options.Start is { } start && options.End is { } stop && !(start <= stop))
        {
            throw Invalid(FormattableString.Invariant($"The time window goes from {start} to {stop} s; it ends where it begins or later."), start);
        }

        double slack = Tolerance * Interval(epochs.Time);
        ReadOnlySpan<double> time = [.. epochs.Time];
        int first = options.Start is { } from ? Below(time, from - slack) : 0;
        int last = options.End is { } to ? Below(time, to + slack) : time.Length;
        return last > first ? (first, last - first) : throw new DnnBrainException(
            "TimeWindowEmpty",
            ErrorKind.InvalidArgument,
            FormattableString.Invariant($"'{epochs.Name}' has no sample from {options.Start ?? time[0]} to {options.End ?? time[^1]} s; it has {time.Length} from {time[0]} to {time[^1]} s."),
            epochs.Name);
    }

    private static TimeBinPatterns Bin(IEpochSet epochs, int first, ReadOnlySpan<double> time, TimeBinContent content)
    {
        double sum = 0;
        foreach (double t in time)
        {
            sum += t;
        }

        return new TimeBinPatterns(epochs, first, time.Length, Math.Round(sum / time.Length, Digits), content);
    }

    // The median: one gap in the recording does not change what a sample's length is.
    private static double Interval(IReadOnlyList<double> time)
    {
        double[] steps = [.. time.Skip(1).Zip(time, (next, t) => next - t).Order()];
        return steps.Length == 0 ? 1 : steps[steps.Length / 2];
    }

    private static double Length(double seconds, string what, double interval) => double.IsFinite(seconds) && seconds >= interval * (1 - Tolerance)
        ? seconds
        : throw Invalid(FormattableString.Invariant($"The {what} of time bins is {seconds} s; it is at least the interval between samples, {interval} s."), seconds);

    private static int Below(ReadOnlySpan<double> time, double limit)
    {
        int index = time.BinarySearch(limit);
        return index < 0 ? ~index : index;
    }

    private static DnnBrainException Invalid(string message, object value) => new("TimeBinInvalid", ErrorKind.InvalidArgument, message, value);
}
