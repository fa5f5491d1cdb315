using System.Management.Automation;
using DnnBrain.Stimuli;

namespace DnnBrain.PowerShell.Commands.Stimuli;

/// <summary>Shows the further columns of a stimulus' table as properties, so that <c>Where-Object</c> reaches them.</summary>
internal static class StimulusObject
{
    public static PSObject Wrap(Stimulus stimulus)
    {
        PSObject wrapped = PSObject.AsPSObject(stimulus);
        foreach ((string name, object? value) in stimulus.Properties)
        {
            if (wrapped.Properties[name] is null)
            {
                wrapped.Properties.Add(new PSNoteProperty(name, value));
            }
        }

        return wrapped;
    }
}
