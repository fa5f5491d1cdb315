BeforeDiscovery {
    . $PSScriptRoot/Setup.ps1
    $cases = foreach ($command in Get-Command -Module DnnBrain) {
        foreach ($parameter in $command.Parameters.Values) {
            foreach ($completer in $parameter.Attributes | Where-Object { $_ -is [System.Management.Automation.ArgumentCompleterAttribute] -and $_.Type.IsGenericType }) {
                @{ Command = $command.Name; Parameter = $parameter.Name; Kind = $completer.Type.GenericTypeArguments[0] }
            }
        }
    }
}

Describe 'Completion of names' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1
    }

    It 'is there for every kind of choice' -ForEach @{ Kinds = @($cases.Kind.Name | Sort-Object -Unique) } {
        $Kinds | Should -Be 'CovarianceEstimator', 'RdmComparisonMethod', 'RdmMetric', 'RdmTransform', 'RepresentationMethod'
    }

    It 'offers every name with its description for <Command> -<Parameter>' -ForEach $cases {
        $line = "$Command -$Parameter "
        $found = (TabExpansion2 $line $line.Length).CompletionMatches
        $found.CompletionText | Should -Be $Kind::All.Name
        $found.ToolTip | Should -Be $Kind::All.Description
    }

    It 'keeps to what was typed for <Command> -<Parameter>' -ForEach $cases {
        $name = $Kind::All[1].Name
        $line = "$Command -$Parameter $($name.ToLowerInvariant())"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain $name
        $line = "$Command -$Parameter nothing-of-the-kind"
        (TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }
}

Describe 'Completion of columns' {
    BeforeAll {
        . $PSScriptRoot/Setup.ps1

        function Complete([string] $Line) {
            (TabExpansion2 $Line $Line.Length).CompletionMatches | Where-Object ResultType -EQ ParameterValue | ForEach-Object CompletionText
        }

        # Completion looks variables up where the prompt is.
        $global:completedTrials = [pscustomobject]@{ Id = 'a'; Face = 'x'; Session = 1 }, [pscustomobject]@{ Id = 'b'; Face = 'y'; Session = 2 }
    }

    AfterAll {
        Remove-Variable completedTrials -Scope Global
    }

    It 'offers the axes of an activation for -By' {
        Complete 'New-Rdm -By ' | Should -Be 'Channel', 'Position'
        Complete 'Measure-NoiseCovariance -By po' | Should -Be 'Position'
    }

    It 'offers the columns of the trials for -<_>' -ForEach 'Condition', 'Run', 'Id' {
        Complete "New-Rdm -Stimulus `$completedTrials -$_ " | Should -Be 'Id', 'Face', 'Session'
        Complete "New-Rdm -InputObject `$completedTrials -$_ f" | Should -Be 'Face'
        Complete "New-Rdm -$_ nothing-of-the-kind" | Should -BeNullOrEmpty
    }
}
