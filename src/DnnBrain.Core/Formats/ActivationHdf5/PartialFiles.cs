namespace DnnBrain.Formats.ActivationHdf5;

/// <summary>
/// The names beside an .act.h5 that is not finished: the journal has one that does not change, <c>x.act.h5.partial</c>; the values lie in
/// <c>x.act.h5.partial.1</c>, or a higher number where a run was resumed.
/// </summary>
internal sealed class PartialFiles(string finalPath)
{
    /// <summary>The name the file gets when it is complete, as a full path.</summary>
    public string Final { get; } = Path.GetFullPath(finalPath);

    /// <summary>The journal.</summary>
    public string Journal => $"{Final}.partial";

    /// <summary>The journal of a run that takes over an earlier one, until it has done so.</summary>
    public string NextJournal => $"{Final}.partial.next";

    /// <summary>The values.</summary>
    public string Data(int generation) => FormattableString.Invariant($"{Final}.partial.{generation}");

    /// <summary>Deletes all of them.</summary>
    /// <param name="generation">The data file of the latest run; the one before it may be left over too.</param>
    public void Delete(int generation)
    {
        // The journal last: while it is there, the others are found again.
        File.Delete(NextJournal);
        File.Delete(Data(generation + 1));
        File.Delete(Data(generation));
        File.Delete(Data(generation - 1));
        File.Delete(Journal);
    }
}
