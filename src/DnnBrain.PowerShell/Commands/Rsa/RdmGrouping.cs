using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using DnnBrain.PowerShell.Binding;
using DnnBrain.Rsa;

namespace DnnBrain.PowerShell.Commands.Rsa;

/// <summary>Groups of model RDMs as people write them: a table from the group's name to names, patterns or RDMs.</summary>
internal static class RdmGrouping
{
    /// <summary>The groups of a table; without one, every RDM is a group of its own.</summary>
    /// <param name="table">Name → RDMs, or names of the piped RDMs, with wildcards. A table without an order is taken by name.</param>
    /// <param name="rdms">The piped RDMs.</param>
    /// <exception cref="DnnBrainException">
    /// A name is that of no piped RDM (<c>RdmNotFound</c>), a value is neither name nor RDM (<c>GroupInvalid</c>), a group is empty
    /// (<c>GroupEmpty</c>).
    /// </exception>
    public static IReadOnlyList<VarianceGroup> Create(IDictionary? table, IReadOnlyList<Rdm> rdms)
    {
        if (table is null)
        {
            bool sameNames = rdms.Select(rdm => rdm.Name).Distinct(StringComparer.Ordinal).Count() < rdms.Count;
            return [.. rdms.Select(rdm => new VarianceGroup(sameNames && rdm.Source.Length > 0 ? $"{rdm.Source} {rdm.Name}" : rdm.Name, [rdm]))];
        }

        IEnumerable<DictionaryEntry> entries = table.Cast<DictionaryEntry>();
        if (table is not IOrderedDictionary)
        {
            entries = entries.OrderBy(entry => entry.Key.ToString(), StringComparer.OrdinalIgnoreCase);
        }

        return [.. entries.Select(entry => new VarianceGroup(entry.Key.ToString() ?? "", [.. Members(entry, rdms)]))];
    }

    private static IEnumerable<Rdm> Members(DictionaryEntry entry, IReadOnlyList<Rdm> rdms)
    {
        object? value = Bare(entry.Value);
        IEnumerable<object?> items = value is string or Rdm ? [value] : value is IEnumerable list ? list.Cast<object?>().Select(Bare) : [value];
        foreach (object? item in items)
        {
            switch (item)
            {
                case Rdm rdm:
                    yield return rdm;
                    break;
                case string pattern:
                    string[] names = NamePattern.Select([pattern], [.. rdms.Select(rdm => rdm.Name).Distinct(StringComparer.Ordinal)], "RdmNotFound", "piped RDM of the name");
                    foreach (Rdm rdm in rdms.Where(rdm => names.Contains(rdm.Name)))
                    {
                        yield return rdm;
                    }

                    break;
                default:
                    throw new DnnBrainException(
                        "GroupInvalid", ErrorKind.InvalidArgument, $"Group '{entry.Key}' holds {item?.GetType().Name ?? "nothing"}; RDMs were expected, or names of the piped RDMs, as 'conv*'.", item);
            }
        }
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
