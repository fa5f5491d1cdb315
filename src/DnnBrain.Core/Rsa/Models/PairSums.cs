namespace DnnBrain.Rsa.Models;

/// <summary>Sums and numbers of judgements a pair.</summary>
internal sealed class PairSums
{
    private readonly string _name;
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _position;
    private readonly double[] _sum;
    private readonly double[] _count;

    /// <summary>Makes room for the stimuli, in the order in which they first occur.</summary>
    public PairSums(IEnumerable<string> stimulusId, string name)
    {
        _name = name;
        _ids = [.. stimulusId.Distinct(StringComparer.Ordinal)];
        _position = _ids.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _sum = new double[(long)_ids.Length * (_ids.Length - 1) / 2];
        _count = new double[_sum.Length];
    }

    /// <summary>Throws unless two stimuli of a trial are named and differ.</summary>
    public void Require(int trial, string first, string second)
    {
        if (first == second || first.Length == 0 || second.Length == 0)
        {
            throw new DnnBrainException("TrialInvalid", ErrorKind.InvalidData, $"Trial {trial + 1} of '{_name}' has the stimuli '{first}' and '{second}'; different ones were expected.", first);
        }
    }

    /// <summary>Adds a judgement.</summary>
    public void Add(string first, string second, double value)
    {
        int pair = Rdm.PairIndex(_position[first], _position[second], _ids.Length);
        _sum[pair] += value;
        _count[pair]++;
    }

    /// <summary>The RDM of a function of the means; 0/0 is NaN, a pair without a judgement.</summary>
    public Rdm ToRdm(string task, Func<double, double> dissimilarity, Dictionary<string, string> parameters) =>
        new(_name, task, _ids, [.. _sum.Zip(_count, (sum, count) => dissimilarity(sum / count))], Provenance(task, parameters)) { Evidence = Array.AsReadOnly(_count) };

    /// <summary>How an RDM of behaviour was made.</summary>
    public static Provenance Provenance(string task, Dictionary<string, string> parameters) =>
        new() { Operation = "New-BehaviorRdm", Parameters = new Dictionary<string, string>(parameters) { ["Task"] = task } };
}
