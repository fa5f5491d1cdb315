using System.ComponentModel;
using System.Management.Automation;

namespace DnnBrain.PowerShell.Hosting;

/// <summary>What <c>Import-Module</c> runs, once in every runspace that imports the module.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Lets the module find its third-party assemblies. Loads none of them, nor the native library.</summary>
    public void OnImport() => ModuleDependencies.Register();
}
