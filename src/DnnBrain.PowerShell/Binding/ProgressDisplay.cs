using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Binding;

/// <summary>Shows progress at most four times a second, and only for work of more than a second.</summary>
internal sealed class ProgressDisplay(PSCmdlet cmdlet)
{
    private static readonly TimeSpan s_delay = TimeSpan.FromSeconds(1);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next = s_delay;
    private ProgressRecord? _record;

    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(250);

    public void Show(RunProgress? progress)
    {
        if (progress is not { Total: > 0 } p || _clock.Elapsed < _next)
        {
            return;
        }

        _next = _clock.Elapsed + Interval;
        double rate = p.Done / _clock.Elapsed.TotalSeconds;
        _record ??= new ProgressRecord(Environment.CurrentManagedThreadId, p.Activity, " ");
        _record.StatusDescription = string.Create(CultureInfo.CurrentCulture, $"{p.Done:N0} of {p.Total:N0} {p.Unit}, {rate:N0} {p.Unit}/s");
        _record.PercentComplete = (int)Math.Clamp(100 * p.Done / p.Total, 0, 100);
        _record.SecondsRemaining = rate > 0 ? (int)Math.Min((p.Total - p.Done) / rate, int.MaxValue) : -1;
        cmdlet.WriteProgress(_record);
    }

    public void Close()
    {
        if (_record is null)
        {
            return;
        }

        _record.RecordType = ProgressRecordType.Completed;
        try
        {
            cmdlet.WriteProgress(_record);
        }
        catch (PipelineStoppedException)
        {
            // A stopped pipeline takes no more records; the host clears the bar itself.
        }
    }
}
